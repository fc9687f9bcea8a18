import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { imageResolver } from '#lib/assets/resolve.ts'
import { closeWorkPool } from '#lib/work/pool.ts'
import { formatNote } from './format-note.ts'
import { renderEach, renderMarkdown } from './render.ts'

const readme = readFileSync(new URL('../../prisma/seed/README.md', import.meta.url), 'utf8')
const notes = [...readme.matchAll(/<details>[^]*?<\/details>/g)].map(([note]) => note)
const paths = new Map([['assets/fsdp.png', { sha256: 'aa', width: 1344, height: 851 }]])
const paper = { href: '/l/a/p/1', title: 'Cited', detail: '' }

afterAll(closeWorkPool)

describe('a text rendered in a thread', { timeout: 60_000 }, () => {
  it('is what the pipeline makes of it here, for the notes of the first list', async () => {
    expect(notes).toHaveLength(3)
    const resolveImage = imageResolver(paths, '/l/test')
    const rendered = await renderEach(notes, { images: { paths, base: '/l/test' } })
    expect(rendered.map(({ html }) => html)).toEqual(notes.map((note) => formatNote(note, { resolveImage }).html))
    expect(rendered[0]?.hasMath).toBe(true)
    expect(rendered[2]?.html).toContain('src="/l/test/assets/aa"')
  })

  it('leads to what was looked up for its reader', async () => {
    const text = 'As [@arxiv:1] and [@arxiv:2].\n\n::experiment{learning d=4}\n\n::experiment{other}'
    const { html } = await renderMarkdown(text, {
      resolveCitation: (key) => (key === 'arxiv:1' ? paper : null),
      placeOf: (slug) => (slug === 'learning' ? { base: '/s/T', title: 'Learning' } : null),
    })
    expect(html).toContain('href="/l/a/p/1"')
    expect(html).toContain('and [@arxiv:2].')
    expect(html).toContain('<a href="/s/T/experiments/learning?d=4">Learning</a>')
    expect(html).toContain('::experiment{other}')
    expect((await renderMarkdown(text)).html).toContain('[@arxiv:1]')
  })

  it('uses the macros of its list', async () => {
    const { html } = await renderMarkdown('$\\R$', { macros: { '\\R': '\\mathbb{R}' } })
    expect(html).toContain('ℝ')
  })

  it('is rendered once for all who ask while it is, and after', async () => {
    const text = `once $x$ ![f](assets/fsdp.png)`
    const options = { images: { paths, base: '/l/test' } }
    const [first, second] = await Promise.all([renderMarkdown(text, options), renderMarkdown(text, options)])
    expect(second).toBe(first)
    expect(await renderMarkdown(text, options)).toBe(first)
    expect(await renderEach([text, text], options)).toEqual([first, first])
  })

  it('has its images looked up anew', async () => {
    const text = 'shared ![f](assets/fsdp.png)'
    const at = async (base: string) => (await renderMarkdown(text, { images: { paths, base } })).html
    expect(await at('/l/test')).toContain('src="/l/test/assets/aa"')
    expect(await at('/s/TOKEN')).toContain('src="/s/TOKEN/assets/aa"')
    expect((await renderMarkdown(text)).html).toContain('missing figure: f (assets/fsdp.png)')
  })
})
