import { describe, expect, it } from 'vitest'
import { IDENTIFIER_SCHEMES, LINK_KINDS } from '#lib/papers/schema.ts'
import { prisma } from '#prisma/client.ts'
import { buildList, buildPaper, buildSection } from '#prisma/seed/builders.ts'

/** Refused by the database itself, whatever the code does. */
const refused = (constraint: string) => ({ message: expect.stringContaining(constraint) as string })

async function paper() {
  const list = await buildList()
  const { id } = await buildPaper(list.id, (await buildSection(list.id)).id)
  return { listId: list.id, paperId: id }
}

describe('the database', () => {
  it('finds what refers to a row without reading the whole table: every foreign key begins an index', async () => {
    const without = await prisma().$queryRaw<{ key: string }[]>`
      select c.conrelid::regclass::text || '.' || a.attname as "key"
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and not exists (
        select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])`
    expect(without).toEqual([])
  })

  it('knows the kinds of links and the schemes of identifiers that the code knows, and no others', async () => {
    const { listId, paperId } = await paper()
    const link = (kind: string) =>
      prisma().link.create({ data: { paperId, kind, url: `https://example.org/${kind}`, position: 0 } })
    const identifier = (scheme: string) => prisma().identifier.create({ data: { listId, paperId, scheme, value: 'x' } })
    for (const kind of LINK_KINDS) await link(kind)
    for (const scheme of IDENTIFIER_SCHEMES) await identifier(scheme)
    await expect(link('poster')).rejects.toMatchObject(refused('Link_kind_check'))
    await expect(identifier('isbn')).rejects.toMatchObject(refused('Identifier_scheme_check'))
  })

  it('holds no run that is of no experiment, or of two', async () => {
    const { listId, paperId } = await paper()
    const of = { codeVersion: 'x', parameters: {}, seed: 1, deviceLabel: 'x', milliseconds: 1 }
    const run = (fields: { slug?: string; deviceKind?: string }) =>
      prisma().run.create({
        data: { listId, paperId, ...of, verdicts: [], metrics: [], figures: {}, deviceKind: 'wasm', ...fields },
      })
    await run({ slug: 'on-disk' })
    await expect(run({})).rejects.toMatchObject(refused('Run_experiment_check'))
    await expect(run({ slug: 'on-disk', deviceKind: 'abacus' })).rejects.toMatchObject(refused('Run_deviceKind_check'))
  })
})
