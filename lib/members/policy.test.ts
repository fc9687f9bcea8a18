import { describe, expect, it } from 'vitest'
import { type Actor, STRANGER, SYSTEM } from '#lib/access/roles.ts'
import { type LinkSubject, canMakeSignInLink, leavesNoAdmin, linkProof, whyNoSignInLink } from './policy.ts'

const listAdmin: Actor = { kind: 'user', userId: 'ada', isInstallationAdmin: false, provenFor: 'everything' }
const root: Actor = { kind: 'user', userId: 'root', isInstallationAdmin: true, provenFor: 'everything' }
const person = (fields: Partial<LinkSubject> = {}): LinkSubject => ({
  isInstallationAdmin: false,
  isProven: false,
  hasComeHere: false,
  ...fields,
})

describe('who may hold another person’s sign-in link', () => {
  it('is an admin of the list, for somebody who has proven nothing and has not come to it', () => {
    expect(canMakeSignInLink(listAdmin, person())).toBe(true)
  })

  it.each([
    ['somebody who has proven that the account is theirs', { isProven: true }, 'has-signed-in'],
    ['somebody who has come to the list', { hasComeHere: true }, 'has-signed-in'],
    ['an installation admin who has not come yet', { isInstallationAdmin: true }, 'installation-admin'],
    ['an installation admin', { isInstallationAdmin: true, isProven: true }, 'installation-admin'],
  ] as const)('is not an admin of the list, for %s', (_, fields, reason) => {
    expect(whyNoSignInLink(listAdmin, person(fields))).toBe(reason)
  })

  it('is an installation admin for everybody but installation admins', () => {
    expect(canMakeSignInLink(root, person({ isProven: true, hasComeHere: true }))).toBe(true)
    expect(canMakeSignInLink(root, person({ isInstallationAdmin: true }))).toBe(false)
  })

  it('is the operator for anybody, and a stranger for nobody', () => {
    expect(canMakeSignInLink(SYSTEM, person({ isInstallationAdmin: true, isProven: true }))).toBe(true)
    expect(canMakeSignInLink(STRANGER, person())).toBe(false)
  })
})

describe('what a link proves that somebody hands out', () => {
  it('is the account where the installation vouches, and one list where its admin does', () => {
    expect(linkProof(SYSTEM, 'x')).toEqual({ proof: 'INSTALLATION', listIds: [] })
    expect(linkProof(root, 'x')).toEqual({ proof: 'INSTALLATION', listIds: [] })
    expect(linkProof(listAdmin, 'x')).toEqual({ proof: 'LIST', listIds: ['x'] })
    expect(linkProof({ ...root, provenFor: ['x'] }, 'x')).toEqual({ proof: 'LIST', listIds: ['x'] })
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
