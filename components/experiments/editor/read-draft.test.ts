import { describe, expect, it, vi } from 'vitest'
import { DESCRIPTION } from '#lib/experiments/experiments.fixture.ts'
import { type DraftSteps, createDraftReader } from './read-draft.ts'

function steps(changed: Partial<DraftSteps> = {}) {
  const all: DraftSteps = {
    list: 'group',
    compile: vi.fn<DraftSteps['compile']>(async () => ({ ok: true, data: { compiled: 'js', codeVersion: 'v' } })),
    describe: vi.fn<DraftSteps['describe']>(async () => ({ ok: true, description: DESCRIPTION })),
    render: vi.fn<DraftSteps['render']>(async () => ({
      ok: true,
      data: { claims: {}, explanation: { html: '', hasMath: false } },
    })),
    ...changed,
  }
  return all
}

describe('reading the text of an experiment', () => {
  it('compiles it, lets it describe itself and sets its words', async () => {
    const all = steps()
    const read = await createDraftReader(all)('text')
    expect(read).toMatchObject({ ok: true, draft: { text: 'text', compiled: 'js', description: DESCRIPTION } })
    expect(all.compile).toHaveBeenCalledWith({ list: 'group', source: 'text' })
    expect(all.describe).toHaveBeenCalledWith('js')
  })

  it('reads the same text once, and another one anew', async () => {
    const all = steps()
    const read = createDraftReader(all)
    await Promise.all([read('a'), read('a')])
    expect(all.compile).toHaveBeenCalledTimes(1)
    await read('b')
    expect(all.compile).toHaveBeenCalledTimes(2)
  })

  it('says where the server could not compile it, once', async () => {
    const message = 'Line 3, column 9: Expression expected.'
    const details = { line: 3, column: 9 }
    const compile = async () => ({ ok: false as const, code: 'invalid' as const, message, fields: {}, details })
    const all = steps({ compile })
    expect(await createDraftReader(all)('text')).toEqual({
      ok: false,
      problem: { from: 'text', line: 3, column: 9, message: 'Expression expected.' },
    })
    expect(all.describe).not.toHaveBeenCalled()
  })

  it('says where it failed when it was evaluated', async () => {
    const read = createDraftReader(
      steps({ describe: async () => ({ ok: false, message: 'x is not defined', line: 7 }) }),
    )
    expect(await read('text')).toMatchObject({ problem: { line: 7, message: 'x is not defined' } })
  })

  it('tries again where the server could not be reached', async () => {
    let calls = 0
    const compile: DraftSteps['compile'] = async () => {
      if (++calls === 1) throw new TypeError('Failed to fetch')
      return { ok: true, data: { compiled: 'js', codeVersion: 'v' } }
    }
    const read = createDraftReader(steps({ compile }))
    expect(await read('text')).toMatchObject({ ok: false, problem: { line: null } })
    expect(await read('text')).toMatchObject({ ok: true })
  })
})
