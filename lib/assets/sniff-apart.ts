import { AppError } from '#lib/errors.ts'
import { sharedBytes } from '#lib/files/chunks.ts'
import { defineTask } from '#lib/work/define-task.ts'
import { inWords } from '#lib/work/in-words.ts'
import { LARGEST_ASSET, type SniffedImage } from './image-limits.ts'
import type { sniffWork } from './sniff-work.ts'

const sniffTask = defineTask<typeof sniffWork>({
  file: 'lib/assets/sniff-work.ts',
  name: 'sniffWork',
  lane: 'page',
  // The largest picture that is let in takes 15 ms.
  cpuMs: 2000,
  outputBytes: 10_000,
})

/** sniffImage, in the worker pool: bytes from people may keep a reader of pictures busy for ever. @throws AppError as it does, and unavailable. */
export async function sniffImageApart(bytes: Uint8Array, name = 'This file'): Promise<SniffedImage> {
  if (bytes.length > LARGEST_ASSET) throw new AppError('too_large', `${name} is larger than 10 MB.`)
  return inWords(sniffTask({ bytes: sharedBytes(bytes), name }), {
    tooMuch: `${name} is damaged: its size cannot be read.`,
    busy: 'Colloquium is busy; try again in a moment.',
  })
}
