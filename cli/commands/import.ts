import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import { SYSTEM } from '#lib/access.ts'
import { AppError } from '#lib/errors.ts'
import { importReadme } from '#lib/importing/commands.ts'
import { formatReport } from '#lib/importing/format-report.ts'
import { importNewList } from '#lib/importing/new-list-commands.ts'
import type { ImportInput } from '#lib/importing/import-input.ts'
import { noteImages } from '#lib/importing/note-images.ts'
import { previewNewList, readImportable } from '#lib/importing/preview-new.ts'
import { unsafeImportChoices } from '#lib/importing/queries.ts'
import { readFolderImages } from '#lib/importing/read-folder.ts'
import type { ImportReport } from '#lib/importing/report.ts'
import { newListSchema } from '#lib/lists/schema.ts'
import { asReadme } from '#lib/sources/as-readme.ts'
import { readFromAddress } from '#lib/sources/read-upstream.ts'
import { readUpload } from '#lib/sources/read-upload.ts'
import { isZip } from '#lib/sources/read-zip.ts'
import { withDatabase } from '#server/with-database.ts'

export type ImportFlags = {
  list?: string
  new?: string
  title?: string
  dryRun?: boolean
  json?: boolean
  branch?: string
  path?: string
}

type Choice = Awaited<ReturnType<typeof unsafeImportChoices>>[number]

/** The list that a file goes to when nobody says which: the one that last came from a file of this name, else the only one. */
export function chooseList(choices: readonly Choice[], fileName: string, wanted?: string): string {
  if (wanted !== undefined) {
    if (choices.some((choice) => choice.slug === wanted)) return wanted
    throw new AppError('not_found', `There is no list “${wanted}”. ${named(choices)}`)
  }
  const sameName = choices.filter(
    ({ origin }) => origin === fileName || (origin !== null && basename(origin) === fileName),
  )
  const [only, ...more] = sameName.length > 0 ? sameName : choices
  if (only && more.length === 0) return only.slug
  if (!only) throw new AppError('not_found', 'There is no list yet. Make one from this file with --new SLUG.')
  throw new AppError('invalid', `Say which list with --list SLUG. ${named(choices)}`)
}

const named = (choices: readonly Choice[]) =>
  choices.length > 0
    ? `The lists are: ${choices.map(({ slug }) => slug).join(', ')}; --new SLUG makes another.`
    : 'There is none yet; --new SLUG makes one.'

const titled = (input: ImportInput) => ({ input, title: readImportable(input.bytes).document.title })

async function read(file: string, { branch, path: pathThere }: ImportFlags) {
  if (/^https?:\/\//i.test(file)) {
    return titled(await readFromAddress(file, { branch: branch ?? null, path: pathThere ?? null }))
  }
  if (branch ?? pathThere) throw new AppError('invalid', '--branch and --path go with an address on GitHub.')
  const path = resolve(file)
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    const why =
      cause.code === 'ENOENT' ? 'there is no such file' : cause.code === 'EISDIR' ? 'it is a folder' : cause.message
    throw new AppError('invalid', `${file} cannot be read: ${why}.`, { cause })
  })
  const input = await asReadme(readUpload([{ name: basename(path), bytes }]))
  if (isZip(bytes)) return titled(input)
  const { document } = readImportable(input.bytes)
  const assets = await readFolderImages(dirname(path), noteImages(document))
  return { input: { ...input, assets }, title: document.title }
}

/** Imports a file as the person at the server's own terminal. @throws AppError. Needs an open database. */
export async function runImport(file: string, flags: ImportFlags): Promise<ImportReport> {
  const { input, title } = await read(file, flags)
  const dryRun = flags.dryRun ?? false
  if (flags.new === undefined) {
    const slug = chooseList(await unsafeImportChoices(), input.origin, flags.list)
    return importReadme(SYSTEM, { slug }, input, { dryRun })
  }
  if (flags.list !== undefined) throw new AppError('invalid', 'Use either --list or --new.')
  const fields = newListSchema.safeParse({ slug: flags.new, title: flags.title ?? title ?? flags.new })
  if (!fields.success) throw new AppError('invalid', fields.error.issues.map((issue) => issue.message).join(' '))
  if ((await unsafeImportChoices()).some(({ slug }) => slug === flags.new)) {
    throw new AppError('invalid', `There already is a list “${flags.new}”: use --list ${flags.new}.`)
  }
  if (dryRun) return previewNewList(input, { slug: flags.new, title: fields.data.title })
  return importNewList(SYSTEM, fields.data, input)
}

/** Adds `import`: a README into a list, new or merged with what it has. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('import a README into a list; importing it again merges what is new')
    .argument(
      '<file>',
      'the README or a zip archive, or its address: images that its notes show are taken from beside it',
    )
    .option('--list <slug>', 'the list; without it the one that last came from a file of this name, or the only one')
    .option('--new <slug>', 'make a new list from the file')
    .option('--title <title>', 'the title of the new list, instead of the file’s own')
    .option('--branch <name>', 'the branch, for an address on GitHub')
    .option('--path <path>', 'the file in the repository, for an address on GitHub')
    .option('--dry-run', 'say what would change, write nothing')
    .option('--json', 'print the report as JSON')
    .action(async (file: string, flags: ImportFlags) => {
      const report = await withDatabase(() => runImport(file, flags))
      console.log(flags.json ? JSON.stringify(report, null, 2) : formatReport(report))
    })
}
