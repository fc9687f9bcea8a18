import { describe, expect, it } from 'vitest'
import { LEAST_ROLE, type Operation, type Role, SYSTEM, can, canInstallation, effectiveRole } from './roles.ts'

// Written out by hand, not derived from LEAST_ROLE: a slip there must differ from something here.
// Columns: ADMIN MEMBER VIEWER none. y: may, -: may not.
const TABLE: Record<Operation, 'yyy-' | 'yy--' | 'y---'> = {
  'list.read': 'yyy-',
  'list.export': 'yyy-',
  'list.edit': 'y---',
  'list.delete': 'y---',
  'list.import': 'y---',
  'section.add': 'y---',
  'section.edit': 'y---',
  'section.move': 'y---',
  'section.remove': 'y---',
  'paper.read': 'yyy-',
  'paper.edit': 'yy--',
  'paper.add': 'y---',
  'paper.move': 'y---',
  'paper.remove': 'y---',
  'removal.read': 'y---',
  'removal.undo': 'y---',
  'note.read': 'yyy-',
  'note.edit': 'yy--',
  'comment.write': 'yy--',
  'comment.moderate': 'y---',
  'experiment.read': 'yyy-',
  'experiment.write': 'yy--',
  'experiment.remove': 'yy--',
  'experiment.moderate': 'y---',
  'run.save': 'yy--',
  'run.remove': 'yy--',
  'run.moderate': 'y---',
  'asset.read': 'yyy-',
  'share.read': 'yy--',
  'share.create': 'yy--',
  'share.revoke': 'yy--',
  'member.read': 'yyy-',
  'member.invite': 'y---',
  'member.edit': 'y---',
  'member.remove': 'y---',
}

const COLUMNS: (Role | null)[] = ['ADMIN', 'MEMBER', 'VIEWER', null]

describe('who may do what in a list', () => {
  it('has one row for every operation', () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(LEAST_ROLE).sort())
  })

  for (const [operation, row] of Object.entries(TABLE) as [Operation, string][]) {
    it.each(COLUMNS.map((role, at) => ({ role, name: role ?? 'nobody of the list', may: row[at] === 'y' })))(
      `answers $may when $name asks for ${operation}`,
      ({ role, may }) => {
        expect(can(role, operation)).toBe(may)
      },
    )
  }
})

describe('who may do what in the installation', () => {
  const user = { kind: 'user', userId: 'u', isInstallationAdmin: false, provenFor: 'everything' } as const
  it.each(['installation.createList', 'installation.readPeople'] as const)(
    'lets its admin and the system do %s, and nobody else',
    (operation) => {
      expect(canInstallation({ ...user, isInstallationAdmin: true }, operation)).toBe(true)
      expect(canInstallation(SYSTEM, operation)).toBe(true)
      expect(canInstallation(user, operation)).toBe(false)
      expect(canInstallation({ kind: 'stranger' }, operation)).toBe(false)
    },
  )
})

describe('the role of an actor in a list', () => {
  it('is the membership, but admin for the admin of the installation and the system', () => {
    const person = { kind: 'user', userId: 'u', isInstallationAdmin: false, provenFor: 'everything' } as const
    for (const role of COLUMNS) {
      expect(effectiveRole(person, 'x', role)).toBe(role)
      expect(effectiveRole({ ...person, isInstallationAdmin: true }, 'x', role)).toBe('ADMIN')
      expect(effectiveRole(SYSTEM, 'x', role)).toBe('ADMIN')
      expect(effectiveRole({ kind: 'stranger' }, 'x', role)).toBe(null)
    }
  })

  it('is the membership only in the lists that the sign-in was proven for', () => {
    const person = { kind: 'user', userId: 'u', isInstallationAdmin: false, provenFor: ['x'] } as const
    for (const role of COLUMNS) {
      expect(effectiveRole(person, 'x', role)).toBe(role)
      expect(effectiveRole(person, 'y', role)).toBe(null)
      expect(effectiveRole({ ...person, provenFor: [] }, 'x', role)).toBe(null)
    }
  })

  it('is never that of an installation admin where a list’s link is all that was proven', () => {
    const person = { kind: 'user', userId: 'u', isInstallationAdmin: true, provenFor: ['x'] } as const
    expect(effectiveRole(person, 'y', null)).toBe(null)
    expect(effectiveRole(person, 'x', 'VIEWER')).toBe('VIEWER')
    expect(canInstallation(person, 'installation.createList')).toBe(false)
  })
})
