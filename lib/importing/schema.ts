import { z } from 'zod'
import type { ImportInput } from './import-input.ts'

import { MAX_TEXT_BYTES } from './limits.ts'

const upload = z.instanceof(File)
// A file input that nobody used sends a nameless empty file.
const isChosen = (file: File) => file.size > 0 || file.name !== ''

const fields = z.object({
  list: z.string().min(1),
  file: upload.optional(),
  text: z.string().default(''),
  images: z.array(upload).max(500, 'At most 500 images at once.').default([]),
})

/** The parts of the form as they come: a chosen file goes before a pasted text. */
type Chosen = Pick<z.output<typeof fields>, 'file' | 'text'>
const chosenFile = ({ file }: Chosen) => (file && isChosen(file) ? file : null)

function refuse(form: z.output<typeof fields>, context: z.RefinementCtx): void {
  const file = chosenFile(form)
  const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (!file && form.text.trim() === '') say('file', 'Choose a file, or paste its text below.')
  else if (file?.size === 0) say('file', 'The file is empty.')
  else if ((file?.size ?? form.text.length) > MAX_TEXT_BYTES) say(file ? 'file' : 'text', 'At most 20 MB.')
}

async function readInput(form: z.output<typeof fields>): Promise<ImportInput> {
  const file = chosenFile(form)
  const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(form.text)
  const assets = new Map<string, Uint8Array>()
  for (const image of form.images.filter(isChosen)) assets.set(image.name, new Uint8Array(await image.arrayBuffer()))
  return { bytes, origin: file ? file.name : 'pasted', assets }
}

/** The form of the import page; `input` reads the uploaded bytes. */
export const importFormSchema = fields
  .superRefine(refuse)
  .transform((form) => ({ list: form.list, input: () => readInput(form) }))

/** The same, with what the person saw in the preview that they apply. */
export const applyFormSchema = fields
  .extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/), revision: z.coerce.number().int().min(0) })
  .superRefine(refuse)
  .transform(({ sha256, revision, ...form }) => ({
    list: form.list,
    input: () => readInput(form),
    expect: { sha256, revision },
  }))
