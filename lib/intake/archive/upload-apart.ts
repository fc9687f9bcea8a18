import type { ImportInput } from '#lib/readme/apply/prepare/import-input.ts'
import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { isZip } from './is-zip.ts'
import { type UploadedFile, readUpload } from './read-upload.ts'
import type { uploadWork } from './upload-work.ts'

const readZipped = defineTask<typeof uploadWork>({
  file: 'lib/intake/archive/upload-work.ts',
  name: 'uploadWork',
  lane: 'heavy',
  // 100 MB, the most that is unpacked, take 0.6 s.
  cpuMs: 10_000,
  outputBytes: 110 * 1024 * 1024,
})

/** readUpload; an archive is unpacked in the worker pool. @throws AppError as it does, and unavailable where too much is waiting. */
export async function readUploadApart(files: readonly UploadedFile[]): Promise<ImportInput> {
  const [only] = files
  if (files.length !== 1 || !only || !isZip(only.bytes)) return readUpload(files)
  const { name, bytes } = only
  return inWords(readZipped([{ name, bytes: new Uint8Array(bytes) }]), {
    tooMuch: 'This archive takes too long to be unpacked. Nothing was changed.',
  })
}
