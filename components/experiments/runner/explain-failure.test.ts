import { afterEach, describe, expect, it, vi } from 'vitest'
import { explainFailure } from './explain-failure.ts'

const failed = { type: 'failed', kind: 'author', message: 'No.', place: { line: 2, column: 1 } } as const
const carrying = (map: string) => `throw 1\nthrow 2\n//# sourceMappingURL=data:application/json;base64,${map}\n`

afterEach(() => vi.unstubAllGlobals())

describe('a failure is told', () => {
  it('with the line that the code’s own map names', async () => {
    const map = btoa(JSON.stringify({ sources: ['experiment.ts'], mappings: 'AAAA;AAIA' }))
    expect(await explainFailure(failed, { text: carrying(map), url: null })).toEqual({ message: 'No.', line: 5 })
  })

  it.each(['A=A', btoa('{'), btoa('{"sources":[null],"mappings":"!!!;zzzzzz,A"}')])(
    'whatever map the code carries: %s',
    async (map) => {
      expect(await explainFailure(failed, { text: carrying(map), url: null })).toMatchObject({ message: 'No.' })
    },
  )

  it('where the map never comes', async () => {
    vi.stubGlobal('fetch', () => new Promise(() => {}))
    const told = await explainFailure(failed, { text: 'throw 1', url: '/lab/never.js' })
    expect(told).toEqual({ message: 'No.', line: 2 })
  })
})
