import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENTS_PER_MESSAGE } from './limits.ts'
import { readFrameMessage, readWorkerMessage } from './messages.ts'

const events = (...list: unknown[]) => readWorkerMessage(JSON.stringify({ type: 'events', events: list }))

describe('a message out of the sealed frame', () => {
  it('is read where it means something', () => {
    expect(events({ type: 'point', figure: 'f', series: 's', x: 1, y: 2 })).toMatchObject({ type: 'events' })
    expect(events({ type: 'drawn', figure: 'i', width: 1, height: 1, rgba: 'AQIDBA==' })).not.toBeNull()
    expect(readWorkerMessage('{"type":"finished","more":"is left out"}')).toEqual({ type: 'finished' })
    expect(readFrameMessage({ type: 'worker', text: '[]' })).toEqual({ type: 'worker', text: '[]' })
  })

  it('is nothing where it is malformed in any part', () => {
    for (const text of [
      '',
      'junk',
      '[1',
      'null',
      '3',
      '{}',
      '{"type":"evil"}',
      '{"type":"ready","device":{"kind":"tpu"}}',
    ])
      expect(readWorkerMessage(text)).toBeNull()
    expect(events({ type: 'point', figure: 'f', series: 's', x: null, y: 2 })).toBeNull()
    expect(events({ type: 'point', figure: 'f'.repeat(41), series: 's', x: 1, y: 2 })).toBeNull()
    expect(events({ type: 'row', figure: 'f', row: { a: { nested: true } } })).toBeNull()
    expect(events({ type: 'drawn', figure: 'i', width: 9, height: 9, rgba: 'AQIDBA==' })).toBeNull()
    expect(events({ type: 'verdict', verdict: { claim: 'c', outcome: 'proven', value: 1, note: null } })).toBeNull()
    const point = { type: 'point', figure: 'f', series: 's', x: 1, y: 2 }
    expect(events(...Array.from({ length: EVENTS_PER_MESSAGE + 1 }, () => point))).toBeNull()
  })

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        readFrameMessage(data)
        readWorkerMessage(JSON.stringify(data) ?? '')
      }),
    )
    fc.assert(fc.property(fc.string(), (text) => readWorkerMessage(text) === null || text.startsWith('{')))
  })
})
