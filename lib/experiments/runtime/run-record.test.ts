import { describe, expect, it } from 'vitest'
import { RunRecord } from './run-record.ts'
import { tiny } from './tiny.fixture.ts'

const { run: _run, ...description } = tiny
const device = { kind: 'wasm', label: 'CPU', fallbackAdapter: false } as const
const kept = { codeVersion: 'a', parameters: {}, seed: 1, device, milliseconds: 1.4, finishedAt: new Date(0) }

describe('what a page keeps of a run', () => {
  it('judges a claim itself, whatever verdict the worker sent', () => {
    const record = new RunRecord(description)
    const verdict = { claim: 'doubles', outcome: 'holds', value: 15, note: null } as const
    record.apply({ type: 'verdict', verdict })
    record.apply({ type: 'verdict', verdict: { ...verdict, claim: 'invented' } })
    expect(record.verdicts()).toEqual([{ claim: 'doubles', outcome: 'does not hold', value: 15, note: null }])
    expect(record.finish(kept).verdicts).toMatchObject([
      { claim: 'doubles', outcome: 'does not hold' },
      { claim: 'unasked', outcome: 'undecided' },
    ])
  })

  it('knows a number that was none from one that was not measured', () => {
    const record = new RunRecord(description)
    const verdict = { claim: 'doubles', outcome: 'does not hold', value: null, note: null } as const
    record.apply({ type: 'verdict', verdict })
    expect(record.verdicts()).toMatchObject([{ outcome: 'does not hold', value: null }])
  })

  it('gives a figure that changed as a new object, and the others as they were', () => {
    const record = new RunRecord(description)
    const before = record.takeFigures()
    record.apply({ type: 'point', figure: 'powers', series: 'value', x: 1, y: 2 })
    const after = record.takeFigures()
    expect(after.powers).not.toBe(before.powers)
    expect(after.table).toBe(before.table)
    expect(record.takeFigures()).toBe(after)
  })

  it('holds no more than a page can, however many figures there are to fill', () => {
    const names = Array.from({ length: 24 }, (_, at) => `table${at}`)
    const table = { kind: 'table', title: 'T', columns: [{ key: 'c0', label: 'c' }] } as const
    const figures = Object.fromEntries(names.map((name) => [name, table]))
    const record = new RunRecord({ ...description, figures: { ...description.figures, ...figures } })
    const row = Object.fromEntries(Array.from({ length: 48 }, (_, at) => [`c${at}`, 'x'.repeat(500)]))
    for (const figure of names) for (let at = 0; at < 2000; at++) record.apply({ type: 'row', figure, row })
    const rows = Object.values(record.takeFigures()).flatMap((figure) => (figure.kind === 'table' ? figure.rows : []))
    expect(rows.length).toBeGreaterThan(50)
    // Without an end it would be 48,000 of them, a gigabyte.
    expect(rows.length).toBeLessThan(100)
  })

  it('keeps the last of each metric, a hundred of them', () => {
    const record = new RunRecord(description)
    for (let at = 0; at < 150; at++) record.apply({ type: 'metric', name: `m${at}`, value: at, unit: null })
    record.apply({ type: 'metric', name: 'm0', value: 7, unit: 's' })
    expect(record.metrics()).toHaveLength(100)
    expect(record.metrics()[0]).toEqual({ name: 'm0', value: 7, unit: 's' })
  })
})
