import { diffLines } from 'diff'
import { describe, expect, it } from 'vitest'
import { readDocument } from '#lib/readme/parse/read-document.ts'
import type { ListState, PaperState, PlacementState } from './fields/list-state.ts'
import { README_STYLES } from './readmes.fixture.ts'
import { stateOfDocument } from './state-of-document.ts'
import { writeReadme } from './write-readme.ts'

const textOf = (style: string) => README_STYLES[style] ?? ''
const PARAGRAPHS = textOf('paragraphs with notes')
const BULLETS = textOf('bullets with typed links')

const attention: PaperState = {
  id: 'attention',
  title: 'Attention is all you need',
  authors: [
    { family: 'Vaswani', given: 'A.' },
    { family: 'Shazeer', given: 'N.' },
  ],
  authorsTruncated: false,
  venue: 'NeurIPS',
  year: 2017,
  links: [
    { kind: 'paper', url: 'https://arxiv.org/abs/1706.03762', label: null },
    { kind: 'code', url: 'https://github.com/tensorflow/tensor2tensor', label: null },
  ],
  note: null,
  importedNote: null,
}
const added = (sectionId: string, paper = attention): PlacementState => ({
  id: `place-${paper.id}-${sectionId}`,
  sectionId,
  span: null,
  imported: null,
  paper,
})

/** The lines that an export has and its source has not ("+"), and those that it lost ("-"). */
function changes(text: string, edit: (state: ListState) => void): string[] {
  const state = stateOfDocument(readDocument(text))
  edit(state)
  const parts = diffLines(text, writeReadme(text, state)).filter((part) => part.added || part.removed)
  return parts.flatMap(({ value, added: isAdded }) =>
    value
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map((line) => (isAdded ? `+${line}` : `-${line}`)),
  )
}
const sectionId = (state: ListState, title: string) => state.sections.find((row) => row.title === title)?.id ?? ''
const insertAfter = (state: ListState, title: string, paper = attention) => {
  const at = state.placements.findIndex((placement) => placement.paper.title.startsWith(title))
  state.placements.splice(at + 1, 0, added(state.placements[at]?.sectionId ?? '', paper))
}
const remove = (state: ListState, title: string) => {
  const at = state.placements.findIndex((placement) => placement.paper.title.startsWith(title))
  const [gone] = state.placements.splice(at, 1)
  state.removed = { ...state.removed, entries: [...state.removed.entries, ...(gone?.span ? [gone.span] : [])] }
}

describe('a paper added by hand', () => {
  it.each([
    [
      'paragraphs with notes',
      'Language models',
      [
        '+Vaswani, A., & Shazeer, N. [**Attention is all you need**](https://arxiv.org/abs/1706.03762) NeurIPS (2017) [[code](https://github.com/tensorflow/tensor2tensor)]',
        '+',
      ],
    ],
    [
      'bullets with typed links',
      'ReAct',
      [
        '+- [Attention is all you need](https://arxiv.org/abs/1706.03762), Vaswani, A., & Shazeer, N., NeurIPS 2017 | [github](https://github.com/tensorflow/tensor2tensor)',
      ],
    ],
    [
      'bold titles beside bracketed links',
      'Deep Residual',
      [
        '+* **Attention is all you need** (2017), A. Vaswani, N. Shazeer, NeurIPS [[paper]](https://arxiv.org/abs/1706.03762) [[code]](https://github.com/tensorflow/tensor2tensor)',
      ],
    ],
    [
      'tables',
      'MOCHa',
      [
        '+| [**Attention is all you need**](https://arxiv.org/abs/1706.03762) <br> Vaswani, A., & Shazeer, N. | NeurIPS | 2017 | [Github](https://github.com/tensorflow/tensor2tensor) |',
      ],
    ],
  ])('is written as its neighbours are: %s', (style, neighbour, lines) => {
    expect(changes(textOf(style), (state) => insertAfter(state, neighbour))).toEqual(lines)
  })

  it('takes the next number of a numbered list, and its blank lines', () => {
    const lines = changes(textOf('a numbered list of two lines each'), (state) =>
      insertAfter(state, 'Self-Consistency'),
    )
    expect(lines[1]).toBe('+3. **Attention is all you need.**')
    expect(lines[3]).toMatch(/^\+ {4}\*A\. Vaswani, N\. Shazeer\* \[\[/)
  })

  it('brings its note in the tags of its neighbours', () => {
    const lines = changes(PARAGRAPHS, (state) =>
      insertAfter(state, 'Language models', { ...attention, note: 'Ours:\n\n- heads' }),
    )
    expect(lines.slice(1)).toEqual(
      ['<details>', '  <summary>Notes</summary>', '', 'Ours:', '', '- heads', '</details>', ''].map(
        (line) => `+${line}`,
      ),
    )
  })

  it('is written with the line ends of the file', () => {
    const text = BULLETS.replace(/\n/g, '\r\n')
    const state = stateOfDocument(readDocument(text))
    insertAfter(state, 'ReAct', { ...attention, note: 'One\n\nTwo' })
    expect(writeReadme(text, state).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('comes first where it stands first', () => {
    const lines = changes(BULLETS, (state) => state.placements.unshift(added(sectionId(state, 'Planning'))))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^\+- \[Attention/)
  })
})

describe('a paper that is removed', () => {
  it('goes with its lines, its note and one pair of blank lines', () => {
    const state = stateOfDocument(readDocument(PARAGRAPHS))
    remove(state, 'Finetuned')
    const exported = writeReadme(PARAGRAPHS, state)
    expect(exported).toContain('## Training\n\nBrown, T.')
    expect(exported).not.toContain('instruction tuning')
  })

  it('leaves a file that ended without a line end without one', () => {
    const text = BULLETS.trimEnd()
    const state = stateOfDocument(readDocument(text))
    remove(state, 'Generative')
    expect(writeReadme(text, state)).toMatch(/\n## Memory$/)
  })

  it('takes one row of a table', () => {
    expect(changes(textOf('tables'), (state) => remove(state, 'Woodpecker'))).toHaveLength(1)
  })
})

describe('a paper that is moved', () => {
  it('takes its own text to the other section', () => {
    const state = stateOfDocument(readDocument(BULLETS))
    const placement = state.placements[0] as PlacementState
    placement.sectionId = sectionId(state, 'Memory')
    state.placements.push(...state.placements.splice(0, 1))
    const line = BULLETS.split('\n').find((each) => each.startsWith('- [Tree')) ?? ''
    const exported = writeReadme(BULLETS, state)
    expect(exported).toBe(`${BULLETS.replace(`${line}\n`, '')}${line}\n`)
  })

  it('changes places with its neighbour', () => {
    const state = stateOfDocument(readDocument(BULLETS))
    state.placements.splice(0, 2, ...state.placements.slice(0, 2).reverse())
    const [first = '', second = ''] = BULLETS.split('\n').filter((line) => line.startsWith('- '))
    expect(writeReadme(BULLETS, state)).toBe(BULLETS.replace(`${first}\n${second}`, `${second}\n${first}`))
  })
})

describe('a note', () => {
  const noted = (note: string | null) =>
    changes(PARAGRAPHS, (state) => {
      const placement = state.placements[0] as PlacementState
      placement.paper = { ...placement.paper, note }
    })

  it('is rewritten in its place', () => {
    expect(noted('- They show that *instruction tuning* works\n- $y^2$')).toEqual(['-- $x^2$', '+- $y^2$'])
  })

  it('goes with its tags where it was emptied', () => {
    const state = stateOfDocument(readDocument(PARAGRAPHS))
    const placement = state.placements[0] as PlacementState
    placement.paper = { ...placement.paper, note: '' }
    expect(writeReadme(PARAGRAPHS, state)).toBe(PARAGRAPHS.replace(/\n<details>[^]*<\/details>/, ''))
  })

  it('cannot end its own tags', () => {
    const state = stateOfDocument(readDocument(PARAGRAPHS))
    const placement = state.placements[0] as PlacementState
    placement.paper = { ...placement.paper, note: 'Out: </details>\n\n# A heading' }
    const read = readDocument(writeReadme(PARAGRAPHS, state))
    expect(read.entries).toHaveLength(3)
    expect(read.sections.map(({ title }) => title)).toEqual(['Papers', 'Training', 'Hardware'])
  })
})

describe('sections', () => {
  const retitled = (text: string, from: string, to: string) =>
    changes(text, (state) => {
      state.sections = state.sections.map((row) => (row.title === from ? { ...row, title: to } : row))
    })

  it('are renamed in their heading', () => {
    expect(retitled(BULLETS, 'Planning', 'Plans *and* goals')).toEqual(['-## Planning', '+## Plans \\*and\\* goals'])
    expect(retitled(textOf('bold titles beside bracketed links'), 'Speech', 'Sound and speech')).toEqual([
      '-Speech',
      '-------',
      '+Sound and speech',
      '+----------------',
    ])
  })

  it('are added with their papers, in the level of their neighbours', () => {
    const state = stateOfDocument(readDocument(BULLETS))
    state.sections.push({
      id: 'new',
      parentId: state.sections[0]?.parentId ?? null,
      title: 'Tools',
      headingStart: null,
    })
    state.placements.push(added('new'))
    const exported = writeReadme(BULLETS, state)
    expect(exported.startsWith(BULLETS)).toBe(true)
    expect(exported.slice(BULLETS.length)).toMatch(/^\n## Tools\n\n- \[Attention is all you need\]\(.*\)\n$/)
  })

  it('move as a whole', () => {
    const state = stateOfDocument(readDocument(BULLETS))
    const memory = state.sections.findIndex((row) => row.title === 'Memory')
    state.sections.unshift(...state.sections.splice(memory, 1))
    const exported = writeReadme(BULLETS, state)
    expect(exported.indexOf('## Memory')).toBeLessThan(exported.indexOf('## Planning'))
    expect(readDocument(exported).entries).toHaveLength(4)
    expect(exported.split('\n').sort()).toEqual(BULLETS.split('\n').sort())
  })

  it('go with everything in them', () => {
    const document = readDocument(BULLETS)
    const state = stateOfDocument(document)
    const gone = sectionId(state, 'Planning')
    state.sections = state.sections.filter(({ id }) => id !== gone)
    const inside = state.placements.filter((placement) => placement.sectionId === gone)
    state.placements = state.placements.filter((placement) => placement.sectionId !== gone)
    const heading = document.sections.find(({ title }) => title === 'Planning')?.span?.start ?? -1
    state.removed = { headings: [heading], entries: inside.flatMap(({ span }) => span ?? []) }
    expect(writeReadme(BULLETS, state)).toBe(BULLETS.replace(/## Planning[^]*(?=## Memory)/, ''))
  })

  it('below another one get deeper headings', () => {
    const state = stateOfDocument(readDocument(BULLETS))
    const memory = state.sections.find((row) => row.title === 'Memory')
    if (memory) memory.parentId = sectionId(state, 'Planning')
    expect(writeReadme(BULLETS, state)).toContain('\n### Memory\n')
  })
})

describe('a list that has no README behind it', () => {
  it('is written in the style of the house, and is read back', () => {
    const state: ListState = {
      title: 'Our papers',
      description: 'What we read on Fridays.',
      sections: [
        { id: 'a', parentId: null, title: 'Models', headingStart: null },
        { id: 'b', parentId: 'a', title: 'Sparse', headingStart: null },
      ],
      placements: [
        added('a', { ...attention, note: 'Read it *twice*.' }),
        added('b', { ...attention, id: 'x', title: 'Switch' }),
      ],
      removed: { headings: [], entries: [] },
    }
    const exported = writeReadme('', state)
    expect(exported.startsWith('# Our papers\n\nWhat we read on Fridays.\n\n## Models\n\nVaswani, A.')).toBe(true)
    expect(exported).toContain('\n\n### Sparse\n\n')
    const read = readDocument(exported)
    expect(read.title).toBe('Our papers')
    expect(read.entries.map(({ title, note }) => [title, note])).toEqual([
      ['Attention is all you need', 'Read it *twice*.'],
      ['Switch', null],
    ])
  })
})
