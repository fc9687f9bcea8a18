import { openList } from '#lib/access/open-list.ts'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { SYSTEM } from '#lib/access/roles.ts'
import { AppError } from '#lib/errors.ts'
import { type Exported, exportList } from '#lib/readme/write/queries.ts'
import { withDatabase } from '#server/with-database.ts'

export type ExportFlags = { out?: string; all?: boolean }

/** Exports a list as the person at the server's own terminal. @throws AppError not_found, invalid. Needs an open database. */
export async function runExport(slug: string, flags: ExportFlags): Promise<Exported> {
  const access = await openList(SYSTEM, { slug }).catch((cause: unknown) => {
    if (cause instanceof AppError && cause.code === 'not_found') {
      throw new AppError('not_found', `There is no list “${slug}”.`, { cause })
    }
    throw cause
  })
  const exported = await exportList(access, { all: flags.all ?? false })
  if (flags.out === undefined) return exported
  await writeFile(resolve(flags.out), exported.bytes).catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('invalid', `${flags.out} cannot be written: ${cause.message}.`, { cause })
  })
  return exported
}

/** Adds `export`: a list as a README. */
export function registerExport(program: Command): void {
  program
    .command('export')
    .description('write a list as a README: the text last imported, with only what the group changed rewritten')
    .argument('<list>', 'the list’s name in addresses (/l/NAME)')
    .option('--out <file>', 'write to a file instead of the terminal')
    .option('--all', 'also write the papers that the text last imported no longer had and nobody changed since')
    .action(async (slug: string, flags: ExportFlags) => {
      const { bytes, leftOut } = await withDatabase(() => runExport(slug, flags))
      if (flags.out === undefined) process.stdout.write(bytes)
      if (leftOut > 0) {
        const papers = leftOut === 1 ? '1 paper is' : `${leftOut} papers are`
        console.error(
          `${papers} not in it: the text last imported no longer had them, and nobody changed them. --all writes them too.`,
        )
      }
      if (flags.out !== undefined) console.error(`Wrote ${bytes.length} bytes to ${flags.out}.`)
    })
}
