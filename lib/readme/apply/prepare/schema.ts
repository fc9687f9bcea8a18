import { z } from 'zod'
import { MAX_FILE_BYTES, MAX_UPLOAD_BYTES } from '#lib/readme/limits.ts'
import { recognise, withScheme } from '#lib/readme/parse/recognise.ts'

/** What a person gave to import from. */
export type Given =
  | { kind: 'files'; files: { name: string; bytes: Uint8Array }[] }
  | { kind: 'address'; url: string; branch: string | null; path: string | null }
  | { kind: 'text'; text: string }

const MAX_FILES = 2000
const upload = z.instanceof(File)
// A file input that nobody used sends a nameless empty file.
const isChosen = (file: File) => file.size > 0 || (file.name !== '' && file.name !== 'undefined')
const optionalText = z
  .string()
  .trim()
  .max(300, 'At most 300 characters.')
  .default('')
  .transform((value) => value || null)

const fields = z.object({
  list: z.string().min(1),
  files: z
    .array(upload)
    .max(MAX_FILES, `At most ${MAX_FILES} files at once.`)
    .default([])
    .transform((files) => files.filter(isChosen)),
  /** The files' names with their folders, as JSON: a form drops the folders. */
  paths: z.string().max(1_000_000).default('[]'),
  text: z.string().default(''),
  branch: optionalText,
  path: optionalText,
})
type Fields = z.output<typeof fields>

const pathsSchema = z.array(z.string().max(1000))

function pathsOf({ files, paths }: Fields): string[] {
  try {
    const given = pathsSchema.parse(JSON.parse(paths))
    return files.map((file, index) => given[index] ?? file.name)
  } catch {
    return files.map((file) => file.name)
  }
}

function refuse(form: Fields, context: z.RefinementCtx): void {
  const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  const size = form.files.reduce((sum, file) => sum + file.size, 0)
  if (form.files.length === 0 && form.text.trim() === '') {
    say('files', 'Choose a file, or put a text or an address below.')
  } else if (form.files.length === 1 && size === 0) say('files', 'The file is empty.')
  else if (size > MAX_UPLOAD_BYTES) say('files', 'Together the files are larger than 24 MB.')
  else if (form.text.length > MAX_FILE_BYTES) say('text', 'At most 20 MB.')
}

async function readGiven(form: Fields): Promise<Given> {
  if (form.files.length > 0) {
    const names = pathsOf(form)
    const files = await Promise.all(
      form.files.map(async (file, index) => ({
        name: names[index] ?? file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    )
    return { kind: 'files', files }
  }
  const { text, branch, path } = form
  if (recognise(text).kind === 'address') return { kind: 'address', url: withScheme(text), branch, path }
  return { kind: 'text', text }
}

/** The import page's form, recognised: files go before what was typed. `given` reads the uploaded bytes. */
export const startImportSchema = fields
  .superRefine(refuse)
  .transform((form) => ({ list: form.list, given: () => readGiven(form) }))
