import { execFileSync } from 'node:child_process'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'

const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n').filter(Boolean)

describe('names', () => {
  it('no folder or file is called utils, helpers, common or misc', () => {
    const drawers = tracked.filter((path) =>
      path.split('/').some((part) => /^(utils?|helpers?|common|misc)(\.|$)/.test(part)),
    )
    expect(drawers).toEqual([])
  })

  it('source files are kebab-case', () => {
    const sources = tracked.filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.startsWith('.'))
    const odd = sources.filter((path) => !/^[a-z0-9[\].-]+$/.test(basename(path)))
    expect(odd).toEqual([])
  })
})
