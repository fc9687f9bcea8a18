import { describe, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

describe('the password of a share link', () => {
  it('opens with the same word and with no other', async () => {
    const stored = await hashPassword('open sesame')
    expect(await verifyPassword('open sesame', stored)).toBe(true)
    expect(await verifyPassword('open Sesame', stored)).toBe(false)
    expect(await verifyPassword('', stored)).toBe(false)
  })

  it('is stored salted: the same word twice looks different', async () => {
    const [one, two] = await Promise.all([hashPassword('open sesame'), hashPassword('open sesame')])
    expect(one).not.toBe(two)
    expect(one).not.toContain('sesame')
  })

  it('is the same however the keyboard composes an accent', async () => {
    expect(await verifyPassword('cafe\u0301 noir', await hashPassword('caf\u00e9 noir'))).toBe(true)
  })

  it('refuses a stored form that is not ours', async () => {
    for (const stored of ['', 'plain', 'bcrypt$1$2$3$4$5', 'scrypt$32768$8$1$salt']) {
      expect(await verifyPassword('open sesame', stored)).toBe(false)
    }
  })
})
