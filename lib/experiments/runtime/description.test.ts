import { describe as tests, expect, it } from 'vitest'
import { describe } from './describe.ts'
import { readDescription } from './description.ts'
import { tiny } from './tiny.fixture.ts'

const described = describe(tiny) as typeof tiny

tests('what an experiment says about itself', () => {
  it('is its definition without what it does', () => {
    const description = readDescription(described)
    expect(description).toEqual(described)
    expect(description).not.toHaveProperty('run')
  })

  it('is refused with the place that is wrong', () => {
    const wrong = (change: object) => () => readDescription({ ...described, ...change })
    expect(() => readDescription(null)).toThrow(/at the default export/)
    expect(wrong({ title: '' })).toThrow(/at title: Something should stand here/)
    expect(wrong({ budget: { seconds: 1e9, megabytes: 1 } })).toThrow(/at budget.seconds/)
    expect(wrong({ paper: { title: 'P', arxiv: 'arXiv:1' } })).toThrow(/at paper.arxiv.*2507\.16003/)
    expect(wrong({ parameters: { seed: tiny.parameters.steps } })).toThrow(/No parameter may be called “seed”/)
    expect(wrong({ parameters: { steps: { ...tiny.parameters.steps, default: 1000 } } })).toThrow(/at parameters.steps/)
    expect(wrong({ quick: { steps: 'two' } })).toThrow(/at quick.steps: No parameter allows/)
    expect(wrong({ figures: { 'a b': tiny.figures.image } })).toThrow(/at figures.a b: A name is a letter/)
  })
})
