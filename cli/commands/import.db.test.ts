import { zipSync } from 'fflate'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startServer } from '#lib/intake/fetch/local-server.fixture.ts'
import { PNG } from '#lib/assets/images.fixture.ts'
import { prisma } from '#prisma/client.ts'
import { chooseList, runImport } from './import.ts'

const folder = mkdtempSync(join(tmpdir(), 'colloquium-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'list.md')
writeFileSync(
  file,
  '# My list\n\n## A\n\nWei, J. [**Finetuned language models**](https://arxiv.org/abs/2109.01652) ICLR (2022)\n',
)

describe('choosing the list of a file', () => {
  const choices = [
    { slug: 'a', title: 'A', origin: 'README.md' },
    { slug: 'b', title: 'B', origin: 'notes/other.md' },
    { slug: 'c', title: 'C', origin: null },
  ]
  it('takes the named one, else the one that last came from such a file, else the only one', () => {
    expect(chooseList(choices, 'README.md', 'c')).toBe('c')
    expect(chooseList(choices, 'other.md')).toBe('b')
    expect(chooseList(choices.slice(2), 'any.md')).toBe('c')
  })

  it('tells an address from a file of the same name', () => {
    const both = [
      { slug: 'a', title: 'A', origin: 'https://github.com/x/y/blob/main/README.md' },
      { slug: 'b', title: 'B', origin: 'README.md' },
    ]
    expect(chooseList(both, 'https://github.com/x/y/blob/main/README.md')).toBe('a')
    expect(chooseList(both, 'README.md')).toBe('b')
  })

  it('names the choices where it cannot tell', () => {
    expect(() => chooseList(choices, 'new.md')).toThrow(
      'Say which list with --list SLUG. The lists are: a, b, c; --new SLUG makes another.',
    )
    expect(() => chooseList(choices, 'new.md', 'd')).toThrow('There is no list “d”.')
    expect(() => chooseList([], 'new.md')).toThrow('There is no list yet.')
  })
})

describe('the person at the terminal', () => {
  it('previews a new list without making it, makes it, and imports the file again for nothing', async () => {
    const preview = await runImport(file, { new: 'mine', dryRun: true })
    expect(preview).toMatchObject({ dryRun: true, list: { slug: 'mine', title: 'My list' }, counts: { added: 1 } })
    expect(await prisma().list.count()).toBe(0)
    expect(await runImport(file, { new: 'mine' })).toMatchObject({ dryRun: false, counts: { added: 1, sections: 1 } })
    expect(await runImport(file, {})).toMatchObject({ hasChanges: false, counts: { unchanged: 1 } })
    await expect(runImport(file, { new: 'mine' })).rejects.toThrow('There already is a list “mine”')
    await expect(runImport(file, { new: 'Not a slug' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(runImport(join(folder, 'none.md'), {})).rejects.toThrow('there is no such file')
  })

  it('takes the README of a folder, with its images', async () => {
    await expect(runImport(folder, { new: 'from-folder' })).resolves.toMatchObject({ source: { origin: 'list.md' } })
    const empty = mkdtempSync(join(folder, 'empty-'))
    await expect(runImport(empty, {})).rejects.toThrow('it is a folder without a README')
    mkdirSync(join(empty, 'assets'))
    writeFileSync(join(empty, 'assets', 'a.png'), PNG)
    const note = '<details><summary>Notes</summary>\n\n![a](./assets/a.png)\n</details>'
    writeFileSync(join(empty, 'Readme.md'), `${readFileSync(file, 'utf8')}\n${note}\n`)
    const report = await runImport(empty, { new: 'with-image' })
    expect(report.assets).toEqual([{ path: 'assets/a.png', status: 'added' }])
  })

  it('cancelled while a new list is made, leaves no list', async () => {
    const controller = new AbortController()
    const report = () => controller.abort()
    await expect(runImport(file, { new: 'given-up' }, { report, signal: controller.signal })).rejects.toThrow()
    expect(await prisma().list.count({ where: { slug: 'given-up' } })).toBe(0)
  })

  it('imports from an address, and later goes to the list that came from there', async () => {
    process.env.ALLOW_LOOPBACK_FETCH = 'true'
    const server = await startServer((_, reply) => {
      reply.writeHead(200, { 'content-type': 'text/markdown' }).end(readFileSync(file))
    })
    const address = `${server.base}/papers.md`
    expect(await runImport(address, { new: 'fetched' })).toMatchObject({ source: { origin: address } })
    expect(await runImport(address, {})).toMatchObject({ hasChanges: false, list: { slug: 'fetched' } })
    await server.close()
    await expect(runImport(address, {})).rejects.toMatchObject({ code: 'unavailable' })
    await expect(runImport(file, { branch: 'main' })).rejects.toThrow('--branch and --path go with an address')
  })

  it('imports a zip archive', async () => {
    const archive = join(folder, 'awesome.zip')
    writeFileSync(archive, zipSync({ 'awesome/README.md': readFileSync(file) }))
    expect(await runImport(archive, { new: 'zipped' })).toMatchObject({
      source: { origin: 'awesome.zip/awesome/README.md' },
      counts: { added: 1 },
    })
  })

  it('imports a bibliography', async () => {
    const bibliography = join(folder, 'refs.bib')
    writeFileSync(
      bibliography,
      '@article{n18, title={Invariants}, author={Noether, Emmy}, year={2018}, doi={10.1000/182}}',
    )
    expect(await runImport(bibliography, { new: 'refs' })).toMatchObject({
      source: { origin: 'refs.bib' },
      papers: [{ title: 'Invariants', year: 2018 }],
    })
  })
})
