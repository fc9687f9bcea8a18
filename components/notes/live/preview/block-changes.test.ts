import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { BlockRenderer } from '#lib/markdown/render-blocks.ts'
import { applyChange, changeOf, editText } from './block-changes.ts'

const PIECES = ['# A', 'one', 'two', 'one', '- a\n- b', '```\n\n\n```', '$$\nx\n$$', '\n\n\n', '> c']

it('what changed, applied to what was there, is what is there now', () => {
  const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('\n\n'))
  fc.assert(
    fc.property(fc.array(texts, { minLength: 2, maxLength: 5 }), (versions) => {
      const renderer = new BlockRenderer()
      let told = renderer.render('').blocks as ReturnType<typeof applyChange>
      let drawn = told
      for (const version of versions) {
        const { blocks } = renderer.render(version)
        drawn = applyChange(drawn, structuredClone(changeOf(told, blocks)))
        told = blocks
        expect(drawn).toEqual(blocks)
      }
    }),
  )
})

it('an edit of a long text is told in one block, and what stands above it stays the very same', () => {
  const renderer = new BlockRenderer()
  const words = Array.from({ length: 300 }, (_, index) => `Block ${index}`)
  const before = renderer.render(words.join('\n\n')).blocks
  const change = changeOf(before, renderer.render(words.with(100, 'Block 100\nin two lines').join('\n\n')).blocks)
  expect(change).toMatchObject({ before: 100, after: 199, moved: 1 })
  expect(change.blocks.map(({ source }) => source.trim())).toEqual(['Block 100\nin two lines'])
  const after = applyChange(before, change)
  expect(after[99]).toBe(before[99])
  expect(after[101]).toEqual({ ...before[101], line: 203, endLine: 204 })
})

it('a text follows the edits of a shared one, whoever makes them', () => {
  const edit = fc.record({ at: fc.nat(), remove: fc.nat(6), insert: fc.string({ maxLength: 6 }) })
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
      (first, all) => {
        const doc = new Y.Doc()
        const text = doc.getText('text')
        text.insert(0, first)
        let followed = text.toString()
        text.observe(({ delta }) => (followed = editText(followed, structuredClone(delta))))
        for (const some of all) {
          doc.transact(() => {
            for (const { at, remove, insert } of some) {
              const place = at % (text.length + 1)
              text.delete(place, Math.min(remove, text.length - place))
              text.insert(place, insert)
            }
          })
        }
        expect(followed).toBe(text.toString())
      },
    ),
  )
})
