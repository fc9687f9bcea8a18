import type { ImportInput } from '#lib/readme/apply/prepare/import-input.ts'
import { type UploadedFile, readUpload } from './read-upload.ts'

/** Unpacks and sorts what was uploaded. Runs in the worker pool. */
export const uploadWork = (files: readonly UploadedFile[]): ImportInput => readUpload(files)
