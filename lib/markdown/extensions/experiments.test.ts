import { readFileSync } from 'node:fs'
import { fromHtml } from 'hast-util-from-html'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import { loadFixtures } from '#lib/readme/parse/fixtures/load-fixtures.ts'
import { dollarRules } from '#lib/markdown/math/dollar-rules.ts'
import { placedSlugs } from './experiments.ts'
import { notePipeline } from '#lib/markdown/pipeline.ts'
import { BlockRenderer } from '#lib/markdown/render-blocks.ts'
import { formatNote } from '#lib/markdown/format-note.ts'
import { IN_STEP, growthByFour } from '../../../scripts/test/cpu-growth.ts'

const resolveExperiment = (slug: string, parameters: Readonly<Record<string, string>>) =>
  slug.startsWith('learning')
    ? { href: `/l/x/experiments/${slug}?${new URLSearchParams(parameters).toString()}`, title: 'Is <it> so?' }
    : null
const render = (text: string) => formatNote(text, { resolveExperiment }).html.trim()
const place = (parameters: string, query: string) =>
  `<div class="experiment-place" data-experiment="learning" data-parameters="${parameters}"><a href="/l/x/experiments/learning?${query}">Is &#x3C;it> so?</a></div>`

describe('an experiment in a note', () => {
  it.each([
    ['::experiment{learning}', place('{}', '')],
    ['::experiment{#learning}', place('{}', '')],
    ['::experiment{slug="learning"}', place('{}', '')],
    ['::experiment{slug=learning d=4}  ', place('{&#x22;d&#x22;:&#x22;4&#x22;}', 'd=4')],
    [
      '::experiment{learning d="4" seed=7}',
      place('{&#x22;d&#x22;:&#x22;4&#x22;,&#x22;seed&#x22;:&#x22;7&#x22;}', 'd=4&#x26;seed=7'),
    ],
  ])('is a place with a link: %s', (text, html) => {
    expect(render(text)).toBe(html)
  })

  it('stands between the paragraphs, in lists and in quotations', () => {
    expect(render('Before\n::experiment{learning}\nafter')).toBe(`<p>Before</p>\n${place('{}', '')}\n<p>after</p>`)
    expect(render('* One\n\n  ::experiment{learning}')).toContain(place('{}', ''))
    expect(render('> ::experiment{learning}')).toContain(place('{}', ''))
  })

  it('that the reader cannot go to stays as it was typed', () => {
    const text = '::experiment{some-other d=4 note="<b>"}'
    expect(render(text)).toBe('<p>::experiment{some-other d=4 note="&#x3C;b>"}</p>')
    expect(formatNote('::experiment{learning}').html.trim()).toBe('<p>::experiment{learning}</p>')
  })

  it('is not made by anybody’s own HTML, and carries no markup of its parameters', () => {
    const own = render(
      `<div data-experiment="learning" data-parameters='{"d":"1"}'>x</div>\n\n<div data-experiment="0 0">y</div>`,
    )
    expect(own).not.toContain('data-')
    expect(own).not.toContain('href')
    const html = render('::experiment{learning d="\'><img src=x onerror=alert(1)>" onclick=alert}')
    const tags: string[] = []
    visit(fromHtml(html, { fragment: true }), 'element', ({ tagName, properties }) => {
      tags.push(`${tagName} ${Object.keys(properties).join(' ')}`)
    })
    expect(tags).toEqual(['div className dataExperiment dataParameters', 'a href'])
  })

  it('follows what its slug leads to, whatever was rendered before', () => {
    const titled = (title: string) =>
      formatNote('::experiment{learning}', { resolveExperiment: () => ({ href: '/e', title }) }).html
    expect(titled('One')).toContain('One')
    expect(titled('Two')).toContain('Two')
  })

  it('is drawn block by block as in the whole', () => {
    const text = 'One\n\n::experiment{learning d=4}\n\nTwo'
    const { blocks } = new BlockRenderer({ resolveExperiment }).render(text)
    expect(blocks.map(({ html }) => html.trim()).join('\n')).toBe(render(text))
  })

  it('is among the slugs that the text may place', () => {
    expect(placedSlugs('::experiment{learning-x d=4}\n\n> ::experiment{#other}\n\nslug')).toEqual(
      expect.arrayContaining(['learning-x', 'other']),
    )
    expect(placedSlugs('nothing: here')).toEqual([])
  })

  it('are found in a time in step with the note, also where no brace closes', async () => {
    const unclosed = (count: number) => '::experiment{'.repeat(count)
    expect(placedSlugs(unclosed(15_000))).toEqual(['experiment'])
    expect(await growthByFour(4_000, unclosed, placedSlugs)).toBeLessThan(IN_STEP)
  })
})

describe('every other colon', () => {
  it.each([
    ['at :name[x]{y} and :smile: 10:30', '<p>at :name[x]{y} and :smile: 10:30</p>'],
    ['::name', '<p>::name</p>'],
    ['::name[*x*]{y}', '<p>::name[<em>x</em>]{y}</p>'],
    ['::experiment', '<p>::experiment</p>'],
    ['::experiment[x]{learning}', '<p>::experiment[x]{learning}</p>'],
    ['::experiments{learning}', '<p>::experiments{learning}</p>'],
    ['::experiment{learning} and more', '<p>::experiment{learning} and more</p>'],
    ['see ::experiment{learning}', '<p>see ::experiment{learning}</p>'],
    ['::experiment{learning', '<p>::experiment{learning</p>'],
    [':::experiment{learning}', '<p>:::experiment{learning}</p>'],
    [':::note\nx\n:::', '<p>:::note\nx\n:::</p>'],
    ['`::experiment{learning}`', '<p><code>::experiment{learning}</code></p>'],
    ['    ::experiment{learning}', '<pre tabindex="0"><code>::experiment{learning}\n</code></pre>'],
  ])('stays as it was: %s', (text, html) => {
    expect(render(text)).toBe(html)
  })

  it('of the seed and of the fixtures is read as without the directive', () => {
    const without = unified().use(remarkParse).use(remarkGfm).use(remarkMath).use(dollarRules)
    const seed = readFileSync(new URL('../../../prisma/seed/README.md', import.meta.url), 'utf8')
    const texts = [seed, ...loadFixtures().map(({ text }) => text)]
    expect(texts.length).toBeGreaterThan(10)
    for (const text of texts) expect(notePipeline.parse(text)).toEqual(without.parse(text))
  })
})
