import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { isNamedAsMarkdown } from './named-as-markdown.ts'
import type { readBibliographyWork } from './read-work.ts'

const readTask = defineTask<typeof readBibliographyWork>({
  file: 'lib/intake/bibliography/read-work.ts',
  name: 'readBibliographyWork',
  lane: 'heavy',
  // BibTeX with 10,000 entries (4 MB) takes 4 s on a busy machine.
  cpuMs: 30_000,
  outputBytes: 64 * 1024 * 1024,
})

const CANNOT_BE_READ =
  'This bibliography takes too long to be read: it may be too large, or hold an entry that no program has written. Nothing was changed.'

/** readBibliography, in the worker pool. @throws AppError as it does, and unavailable where too much is waiting. */
export async function readBibliographyApart(bytes: Uint8Array, name: string): ReturnType<typeof readBibliographyWork> {
  if (isNamedAsMarkdown(name)) return null
  const read = await inWords(readTask({ bytes: new Uint8Array(bytes), name }), { tooMuch: CANNOT_BE_READ })
  return read
}
