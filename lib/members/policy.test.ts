import { describe, expect, it } from 'vitest'
import { type Actor, STRANGER, SYSTEM } from '#lib/access.ts'
import { type LinkSubject, canMakeSignInLink, leavesNoAdmin, whyNoSignInLink } from './policy.ts'

const listAdmin: Actor = { kind: 'user', userId: 'ada', isInstallationAdmin: false }
const root: Actor = { kind: 'user', userId: 'root', isInstallationAdmin: true }
const person = (fields: Partial<LinkSubject> = {}): LinkSubject => ({
  isInstallationAdmin: false,
  hasSignedIn: false,
  listIds: ['x'],
  ...fields,
})
const adminOfX = new Set(['x'])

describe('who may hold another person’s sign-in link', () => {
  it('is an admin of the list, for somebody new who belongs to no other list', () => {
    expect(canMakeSignInLink(listAdmin, person(), adminOfX)).toBe(true)
    expect(canMakeSignInLink(listAdmin, person({ listIds: ['x', 'y'] }), new Set(['x', 'y']))).toBe(true)
  })

  it.each([
    ['somebody who has signed in', { hasSignedIn: true }, 'has-signed-in'],
    ['somebody who belongs to a list of others', { listIds: ['x', 'y'] }, 'other-lists'],
    ['an installation admin who has not come yet', { isInstallationAdmin: true }, 'installation-admin'],
    ['an installation admin', { isInstallationAdmin: true, hasSignedIn: true }, 'installation-admin'],
  ] as const)('is not an admin of the list, for %s', (_, fields, reason) => {
    expect(whyNoSignInLink(listAdmin, person({ ...fields }), adminOfX)).toBe(reason)
  })

  it('is an installation admin for everybody but installation admins', () => {
    expect(canMakeSignInLink(root, person({ hasSignedIn: true, listIds: ['x', 'y'] }), new Set())).toBe(true)
    expect(canMakeSignInLink(root, person({ isInstallationAdmin: true }), new Set())).toBe(false)
  })

  it('is the operator for anybody, and a stranger for nobody', () => {
    expect(canMakeSignInLink(SYSTEM, person({ isInstallationAdmin: true, hasSignedIn: true }), new Set())).toBe(true)
    expect(canMakeSignInLink(STRANGER, person(), adminOfX)).toBe(false)
  })
})

describe('the last admin of a list', () => {
  it('can be neither removed nor demoted', () => {
    expect(leavesNoAdmin(['ada'], 'ada', null)).toBe(true)
    expect(leavesNoAdmin(['ada'], 'ada', 'MEMBER')).toBe(true)
  })

  it('stays free to be one, and everybody else is free to go', () => {
    expect(leavesNoAdmin(['ada'], 'ada', 'ADMIN')).toBe(false)
    expect(leavesNoAdmin(['ada', 'bob'], 'ada', null)).toBe(false)
    expect(leavesNoAdmin(['ada'], 'carl', null)).toBe(false)
    expect(leavesNoAdmin([], 'carl', null)).toBe(false)
  })
})
