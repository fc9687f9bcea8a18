import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A package that comes with the product, and what it says its licence is. */
type Licensed = { name: string; licence: string | null }

/** Licences that may come with an MIT product without asking anything of whoever runs or changes it but to keep the notice. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
])

/** Others that were looked at, one package at a time: name → licence and why it may stay. */
const LOOKED_AT: { name: RegExp; licence: string }[] = [
  // Fonts, served as files of their own beside the program.
  { name: /^@fontsource-variable\//, licence: 'OFL-1.1' },
  // Data about browsers, used while building.
  { name: /^caniuse-lite$/, licence: 'CC-BY-4.0' },
  // Unchanged libraries, loaded as files of their own; not in what browsers get. lightningcss: while building.
  { name: /^@img\/sharp-/, licence: 'LGPL-3.0-or-later' },
  { name: /^lightningcss(-|$)/, licence: 'MPL-2.0' },
  // Comes with Prisma's command line, which the program does not run.
  { name: /^elkjs$/, licence: 'EPL-2.0' },
  // Its package.json says nothing; its LICENSE is MIT's.
  { name: /^seq-queue$/, licence: 'none stated' },
]

/** The parts of an SPDX expression without nesting: any of the outer, all of the inner. */
const choices = (expression: string) =>
  expression
    .replaceAll(/[()]/g, ' ')
    .split(/\s+OR\s+/i)
    .map((all) => all.trim().split(/\s+AND\s+/i))

function mayStay({ name, licence }: Licensed): boolean {
  const stated = licence ?? 'none stated'
  const known = LOOKED_AT.filter((entry) => entry.name.test(name)).map((entry) => entry.licence)
  return choices(stated).some((all) => all.every((one) => ALLOWED.has(one) || known.includes(one)))
}

/** Those whose licence an MIT product may not come with, or that say none: "name: licence". */
export const refusedLicences = (packages: readonly Licensed[]): string[] =>
  packages.filter((one) => !mayStay(one)).map(({ name, licence }) => `${name}: ${licence ?? 'no licence stated'}`)

const stated = z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)])
const packageJson = z.object({
  license: stated.optional().catch(undefined),
  licenses: z.array(stated).optional().catch(undefined),
})
const lockFile = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), license: z.string().optional() })),
})

/**
 * Every package that `npm ci --omit=dev` brings, with the licence in its package.json; of those for other systems,
 * which are not here, what the lock file says.
 */
export function licencesOfProduct(root: string): Licensed[] {
  const { packages } = lockFile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true)
  return shipped.map(([path, { license }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const file = join(root, path, 'package.json')
    if (!existsSync(file)) return { name, licence: license ?? null }
    const found = packageJson.parse(JSON.parse(readFileSync(file, 'utf8')))
    const licence = (found.license ?? found.licenses?.join(' OR ') ?? null)?.replace(/^MIT and ISC$/, 'MIT AND ISC')
    return { name, licence: licence ?? null }
  })
}
