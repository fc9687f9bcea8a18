import { openList } from '#lib/access/open-list.ts'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import { SYSTEM } from '#lib/access/roles.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import type { RunOptions } from '#lib/readme/apply/application.ts'
import { importReadme } from '#lib/readme/apply/commands.ts'
import { formatReport } from '#lib/readme/report/format-report.ts'
import type { ImportInput } from '#lib/readme/apply/prepare/import-input.ts'
import { importNewList } from '#lib/readme/apply/new-list-commands.ts'
import { documentOf } from '#lib/readme/parse/document-cache.ts'
import { previewNewList, requirePapers } from '#lib/readme/apply/prepare/preview-new.ts'
import { readSource } from '#lib/readme/parse/read-source.ts'
import type { ReadText } from '#lib/readme/parse/read-work.ts'
import { unsafeImportChoices } from '#lib/readme/apply/queries.ts'
import { readFolderImages } from '#lib/readme/apply/prepare/read-folder.ts'
import type { ImportReport } from '#lib/readme/report.ts'
import { newListSchema } from '#lib/lists/schema.ts'
import { asReadme } from '#lib/intake/archive/as-readme.ts'
import { readFromAddress } from '#lib/intake/upstream/read-upstream.ts'
import { readUploadApart } from '#lib/intake/archive/upload-apart.ts'
import { hasDatabase } from '#server/has-database.ts'
import { withDatabase } from '#server/with-database.ts'
import { findReadmeIn } from '../find-readme.ts'
import { showProgress } from '../show-progress.ts'

export type ImportFlags = {
  list?: string
  new?: string
  title?: string
  branch?: string
  path?: string
  dryRun?: boolean
  json?: boolean
}

type Choice = Awaited<ReturnType<typeof unsafeImportChoices>>[number]

const isAddress = (text: string) => /^https?:\/\//i.test(text)

/** The list that a file goes to when nobody says which: the one that last came from a file of this name, else the only one. */
export function chooseList(choices: readonly Choice[], origin: string, wanted?: string): string {
  if (wanted !== undefined) {
    if (choices.some((choice) => choice.slug === wanted)) return wanted
    throw new AppError('not_found', `There is no list “${wanted}”. ${named(choices)}`)
  }
  const exact = choices.filter((choice) => choice.origin === origin)
  // An address that ends in README.md is not that README.md.
  const isNamesake = (other: string | null) => other !== null && !isAddress(other) && basename(other) === origin
  const sameName = exact.length > 0 ? exact : choices.filter((choice) => isNamesake(choice.origin))
  const [only, ...more] = sameName.length > 0 ? sameName : choices
  if (only && more.length === 0) return only.slug
  if (!only) throw new AppError('not_found', 'There is no list yet. Make one from this file with --new SLUG.')
  throw new AppError('invalid', `Say which list with --list SLUG. ${named(choices)}`)
}

const named = (choices: readonly Choice[]) =>
  choices.length > 0
    ? `The lists are: ${choices.map(({ slug }) => slug).join(', ')}; --new SLUG makes another.`
    : 'There is none yet; --new SLUG makes one.'

async function readPath(file: string): Promise<ImportInput> {
  const given = resolve(file)
  const unreadable = (cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'there is no such file' : cause.message
    throw new AppError('invalid', `${file} cannot be read: ${why}.`, { cause })
  }
  const info = await stat(given).catch(unreadable)
  const path = info.isDirectory() ? join(given, await findReadmeIn(given)) : given
  const bytes = new Uint8Array(await readFile(path).catch(unreadable))
  return asReadme(await readUploadApart([{ name: basename(path), bytes }]))
}

function readBytes(given: Uint8Array): Promise<ReadText> {
  const { sha256, bytes } = readSource(given)
  return documentOf(sha256, () => bytes)
}

type Named = { input: ImportInput; read: ReadText }

/** What a person names on the command line: a README, a folder that holds one, a zip, a bibliography, an address. */
async function read(from: string, flags: ImportFlags): Promise<Named> {
  if (isAddress(from)) {
    const input = await readFromAddress(from, { branch: flags.branch ?? null, path: flags.path ?? null })
    return { input, read: await readBytes(input.bytes) }
  }
  if (flags.branch ?? flags.path) throw new AppError('invalid', '--branch and --path go with an address on GitHub.')
  const input = await readPath(from)
  const known = await readBytes(input.bytes)
  if (input.assets.size > 0) return { input, read: known }
  const folder = (await stat(resolve(from))).isDirectory() ? resolve(from) : dirname(resolve(from))
  const assets = await readFolderImages(folder, known.digest.images)
  return { input: { ...input, assets }, read: known }
}

const slugOf = (name: string) =>
  basename(name)
    .replace(/\.[a-z]+$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'list'

/** Imports a file as the person at the server's own terminal. @throws AppError. Needs an open database. */
export async function runImport(from: string, flags: ImportFlags, options: RunOptions = {}): Promise<ImportReport> {
  const { input, read: known } = await read(from, flags)
  requirePapers(known)
  const dryRun = flags.dryRun ?? false
  if (flags.new === undefined) {
    const slug = chooseList(await unsafeImportChoices(), input.origin, flags.list)
    return importReadme(await openList(SYSTEM, { slug }), input, { ...options, dryRun })
  }
  if (flags.list !== undefined) throw new AppError('invalid', 'Use either --list or --new.')
  const fields = newListSchema.safeParse({ slug: flags.new, title: flags.title ?? known.digest.title ?? flags.new })
  if (!fields.success) throw new AppError('invalid', fields.error.issues.map((issue) => issue.message).join(' '))
  if ((await unsafeImportChoices()).some(({ slug }) => slug === flags.new)) {
    throw new AppError('invalid', `There already is a list “${flags.new}”: use --list ${flags.new}.`)
  }
  if (dryRun) return previewNewList(input, { slug: flags.new, title: fields.data.title })
  return importNewList(SYSTEM, fields.data, input, options)
}

/**
 * What an import would do, where there may be no list and no database: then as for a new list. Says
 * also of a file without papers what became of its lines. Writes nothing and makes nothing.
 */
export async function previewImport(from: string, flags: ImportFlags): Promise<ImportReport> {
  const {
    input,
    read: { digest },
  } = await read(from, flags)
  const asNew = (): Promise<ImportReport> => {
    const slug = flags.new ?? slugOf(input.origin)
    return previewNewList(input, { slug, title: flags.title ?? digest.title ?? slug })
  }
  const isEmpty = digest.entries === 0
  if (isEmpty || (flags.list === undefined && !hasDatabase())) return asNew()
  try {
    return await withDatabase(() => runImport(from, { ...flags, dryRun: true }))
  } catch (error) {
    if (flags.list !== undefined || (flags.new !== undefined && isAppError(error))) throw error
    // No list of this name, several to choose from, or a database that cannot be had just now.
    const why = error instanceof Error ? error.message : String(error)
    const report = await asNew()
    return { ...report, warnings: [...report.warnings, `Compared with no list: ${why}`] }
  }
}

/** Adds `import`: a README into a list, new or merged with what it has. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('import a README into a list; importing it again merges what is new')
    .argument(
      '<from>',
      'a README (its images are taken from beside it), a folder or zip with one, a bibliography, or an address',
    )
    .option('--list <slug>', 'the list; without it the one that last came from a file of this name, or the only one')
    .option('--new <slug>', 'make a new list from the file')
    .option('--title <title>', 'the title of the new list, instead of the file’s own')
    .option('--branch <name>', 'for a repository on GitHub: its branch, instead of the default one')
    .option('--path <file>', 'for a repository on GitHub: the file in it, instead of its README')
    .option('--dry-run', 'say what would change, write nothing; needs no list and no database')
    .option('--json', 'print the report as JSON')
    .action(async (from: string, flags: ImportFlags) => {
      const report = flags.dryRun
        ? await previewImport(from, flags)
        : await withDatabase((_, signal) => runImport(from, flags, { report: showProgress(process.stderr), signal }))
      console.log(flags.json ? JSON.stringify(report, null, 2) : formatReport(report))
      // A dry run tells why; the import itself would have been refused.
      if (report.counts.papers === 0) throw new AppError('invalid', 'No papers were found in this text.')
    })
}
