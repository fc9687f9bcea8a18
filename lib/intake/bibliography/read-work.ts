import { readBibliography } from './to-readme.ts'

/** Reads a bibliography. Runs in the worker pool. */
export const readBibliographyWork = ({ bytes, name }: { bytes: Uint8Array; name: string }) =>
  readBibliography(bytes, name)
