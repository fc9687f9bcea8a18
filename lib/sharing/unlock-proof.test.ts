import { describe, expect, it } from 'vitest'
import { createProof, isProof } from './unlock-proof.ts'

const share = { id: 'share1', passwordHash: 'scrypt$…', expiresAt: null }
const now = new Date('2026-11-01T12:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

describe('the proof that a visitor gave the password', () => {
  it('is good for a day, at the link it was made for', () => {
    const { value } = createProof(share, 'secret', now)
    expect(isProof(value, share, 'secret', later(23))).toBe(true)
    expect(isProof(value, share, 'secret', later(25))).toBe(false)
    expect(isProof(value, { ...share, id: 'share2' }, 'secret', now)).toBe(false)
  })

  it('is worthless once the password is another', () => {
    const { value } = createProof(share, 'secret', now)
    expect(isProof(value, { ...share, passwordHash: 'scrypt$other' }, 'secret', now)).toBe(false)
  })

  it('cannot be made or stretched by the visitor', () => {
    const { value } = createProof(share, 'secret', now)
    const stretched = value.replace(/^\d+/, String(later(1000).getTime()))
    const forged = createProof(share, 'guess', now).value
    for (const proof of [stretched, forged, '', 'x', `${value}x`, null]) {
      expect(isProof(proof, share, 'secret', now)).toBe(false)
    }
  })

  it('ends with the link', () => {
    expect(createProof({ ...share, expiresAt: later(1) }, 'secret', now).expires).toEqual(later(1))
  })
})
