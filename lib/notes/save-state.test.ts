import { describe, expect, it } from 'vitest'
import { FIRST_SAVING, type Saving, type SavingEvent, nextSaving, saveStateOf } from './save-state.ts'

function after(...events: SavingEvent[]) {
  let saving: Saving = FIRST_SAVING
  const asked: number[] = []
  for (const event of events) {
    const step = nextSaving(saving, event)
    saving = step.saving
    if (step.ask !== null) asked.push(step.ask)
  }
  return { shown: saveStateOf(saving), asked }
}
const edit: SavingEvent = { type: 'edit' }
const synced: SavingEvent = { type: 'synced' }
const saved = (n: number): SavingEvent => ({ type: 'saved', n })
const lost: SavingEvent = { type: 'closed', code: 1006, reason: '' }

describe('what the screen says about saving', () => {
  it('is "saved" only once the server said so', () => {
    expect(after()).toEqual({ shown: { state: 'sending' }, asked: [] })
    expect(after(synced)).toEqual({ shown: { state: 'sending' }, asked: [1] })
    expect(after(synced, saved(1)).shown).toEqual({ state: 'saved' })
    expect(after(synced, saved(1), edit)).toEqual({ shown: { state: 'sending' }, asked: [1, 2] })
  })

  it('asks one question at a time, and the next one for everything typed meanwhile', () => {
    const busy = after(synced, edit, edit, edit, saved(1))
    expect(busy).toEqual({ shown: { state: 'sending' }, asked: [1, 2] })
    expect(after(synced, edit, edit, edit, saved(1), saved(2)).shown).toEqual({ state: 'saved' })
  })

  it('is "offline" without a connection, whatever was typed, and asks again after the next handshake', () => {
    expect(after(synced, saved(1), lost).shown).toEqual({ state: 'offline' })
    expect(after(synced, edit, lost, edit).shown).toEqual({ state: 'offline' })
    expect(after(synced, edit, lost, edit, synced)).toEqual({ shown: { state: 'sending' }, asked: [1, 2] })
    expect(after(synced, edit, lost, edit, synced, saved(2)).shown).toEqual({ state: 'saved' })
  })

  it('never takes an answer of before for an edit of after', () => {
    expect(after(synced, edit, saved(1), edit, saved(2)).shown).toEqual({ state: 'sending' })
  })

  it('does not believe the answer to a question that waited for a connection: it went out before the handshake', () => {
    expect(after(synced, edit, lost, saved(1)).shown).toEqual({ state: 'offline' })
    expect(after(synced, edit, lost, synced, saved(1)).shown).toEqual({ state: 'sending' })
    expect(after(synced, edit, lost, synced, saved(1), saved(2)).shown).toEqual({ state: 'saved' })
    expect(after(synced, lost, synced, { type: 'refused', n: 1 }).shown).toEqual({ state: 'sending' })
  })

  it('says why it cannot save, until it could', () => {
    const full: SavingEvent = { type: 'closed', code: 4413, reason: 'The note would become too long' }
    const cannot = { state: 'cannot-save', reason: 'The note would become too long' }
    expect(after(synced, edit, full).shown).toEqual(cannot)
    expect(after(synced, edit, full, synced).shown).toEqual(cannot)
    expect(after(synced, edit, full, synced, saved(2)).shown).toEqual({ state: 'saved' })
  })

  it('tells a reader who types that it is not kept, and does not ask again and again', () => {
    const refused = after(synced, { type: 'refused', n: 1 })
    expect(refused.shown).toEqual({ state: 'cannot-save', reason: 'You may read this note but not change it' })
    expect(refused.asked).toEqual([1])
    for (const type of ['stalled', 'flowing', 'edit'] as const) {
      const later = after(synced, { type: 'refused', n: 1 }, { type })
      expect(later.asked).toEqual([1])
      expect(later.shown).toMatchObject({ state: 'cannot-save' })
    }
  })

  it('asks a reader who may write again, with the connection that follows', () => {
    const again = after(synced, { type: 'refused', n: 1 }, lost, synced)
    expect(again).toMatchObject({ shown: { state: 'cannot-save' }, asked: [1, 2] })
    expect(after(synced, { type: 'refused', n: 1 }, lost, synced, saved(2)).shown).toEqual({ state: 'saved' })
  })

  it('tells of a database that does not answer, and that it is back', () => {
    const stalled: SavingEvent = { type: 'stalled' }
    expect(after(synced, saved(1), stalled).shown).toEqual({ state: 'saved' })
    expect(after(synced, saved(1), edit, stalled).shown).toMatchObject({ state: 'cannot-save' })
    expect(after(synced, saved(1), edit, stalled, { type: 'flowing' }).shown).toEqual({ state: 'sending' })
    expect(after(synced, saved(1), edit, stalled, saved(2)).shown).toEqual({ state: 'saved' })
  })
})
