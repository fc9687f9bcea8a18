import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { applyUpdates, noteText, stateOfText } from '#lib/notes/note-doc.ts'
import { CommitLog, type LogRow, rowsOf } from './commit-log.ts'

const update = (text: string) => stateOfText(text)

function textIn(rows: LogRow<string>[]): string[] {
  return rows.map(({ updates }) => {
    const doc = new Y.Doc()
    applyUpdates(doc, updates)
    return noteText(doc).toString()
  })
}

describe('the log', () => {
  it('writes at once when idle, and together what came while it wrote', async () => {
    const batches: number[] = []
    let release = () => undefined as void
    const write = async (rows: LogRow<string>[]) => {
      batches.push(rows.length)
      if (batches.length === 1) await new Promise<void>((done) => (release = done))
    }
    const log = new CommitLog<string>({ write })
    const first = log.append('a', update('1'), null)
    await vi.waitUntil(() => batches.length === 1)
    const rest = ['b', 'c', 'd'].map((room) => log.append(room, update(room), null))
    release()
    await Promise.all([first, ...rest])
    expect(batches).toEqual([1, 3])
    expect(log.waitingBytes).toBe(0)
  })

  it('tells nobody before it is written', async () => {
    let release = () => undefined as void
    const log = new CommitLog<string>({ write: () => new Promise<void>((done) => (release = done)) })
    const told = vi.fn()
    const appended = log.append('a', update('1'), null).then(told)
    await new Promise((done) => setTimeout(done, 30))
    expect(told).not.toHaveBeenCalled()
    expect(log.waitingBytes).toBeGreaterThan(0)
    release()
    await appended
  })

  it('hands out a large batch before the one before is answered, and calls it written only after that', async () => {
    const answers: (() => void)[] = []
    const sizes: number[] = []
    const write = (rows: LogRow<string>[]) => {
      sizes.push(rows.reduce((sum, { updates }) => sum + updates.length, 0))
      return new Promise<void>((done) => answers.push(done))
    }
    const log = new CommitLog<string>({ write })
    const told: number[] = []
    const append = (count: number, batch: number) => {
      for (let at = 0; at < count; at++) void log.append('a', update('x'), null).then(() => told.push(batch))
    }
    const turn = () => new Promise((done) => setImmediate(done))
    append(1, 1)
    await turn()
    append(3, 2)
    await turn()
    expect(sizes).toEqual([1])
    append(100, 2)
    await turn()
    append(100, 3)
    await turn()
    expect(sizes).toEqual([1, 103])
    answers[1]?.()
    await turn()
    expect(told).toEqual([])
    answers[0]?.()
    await turn()
    expect(new Set(told)).toEqual(new Set([1, 2]))
    expect(told[0]).toBe(1)
    expect(sizes).toEqual([1, 103, 100])
    answers[2]?.()
    await turn()
    expect(told).toHaveLength(204)
    expect(log.waitingBytes).toBe(0)
  })

  it('tries again until it is written, keeps the order, and says when it is stuck', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let isDown = true
    const written: string[] = []
    const stalls: boolean[] = []
    const log = new CommitLog<string>({
      write: async (rows) => {
        if (isDown) throw new Error('the database is away')
        written.push(...textIn(rows))
      },
      onStall: (isStalled) => stalls.push(isStalled),
    })
    const first = log.append('a', update('1'), null)
    await new Promise((done) => setImmediate(done))
    const second = log.append('a', update('2'), null)
    vi.advanceTimersByTime(2_500)
    isDown = false
    vi.useRealTimers()
    await Promise.all([first, second])
    expect(written).toEqual(['1', '2'])
    expect(stalls).toEqual([true, false])
  })

  it('makes one row of the many updates of a room, and forgets neither text nor writer', () => {
    const doc = new Y.Doc()
    const entries: { room: string; update: Uint8Array; userId: string }[] = []
    doc.on('update', (bytes: Uint8Array) =>
      entries.push({ room: 'a', update: bytes, userId: `u${entries.length % 2}` }),
    )
    for (let at = 0; at < 120; at++) noteText(doc).insert(at, 'x')
    const rows = rowsOf(entries)
    expect(rows).toHaveLength(1)
    const merged = new Y.Doc()
    applyUpdates(
      merged,
      rows.flatMap((row) => row.updates),
    )
    expect(noteText(merged).length).toBe(120)
    expect(rows[0]?.authorIds).toEqual(['u0', 'u1'])
    expect(rows[0]?.writers[0]).toEqual([doc.clientID, 'u0'])
  })
})
