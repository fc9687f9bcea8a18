import { within } from '#lib/access/within.fixture.ts'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { importReadme } from '#lib/readme/apply/commands.ts'
import { buildList } from '#prisma/seed/builders.ts'
import { runExport } from './export.ts'

const folder = mkdtempSync(join(tmpdir(), 'colloquium-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('writes the bytes that were imported to a file', async () => {
  const list = await buildList({ slug: 'papers' })
  const text = '# Papers\r\n\r\n- [A title](https://arxiv.org/abs/2101.00001), Curie et al., 2021'
  const bytes = new TextEncoder().encode(text)
  await within(SYSTEM, { id: list.id }, importReadme, { bytes, origin: 'README.md', assets: new Map() })
  const out = join(folder, 'out.md')
  await runExport('papers', { out })
  expect(readFileSync(out, 'utf8')).toBe(text)
  await expect(runExport('papers', { out: join(folder, 'none', 'out.md') })).rejects.toThrow('cannot be written')
})

it('says that there is no such list', async () => {
  await expect(runExport('nothing', {})).rejects.toThrow('There is no list “nothing”.')
})
