import { describe, expect, it } from 'vitest'
import { listTabs } from './tabs-for-role.ts'

const labels = (role: Parameters<typeof listTabs>[1]) => listTabs('/l/a', role).map((tab) => tab.label)

describe('the tabs of a list', () => {
  it('show people only the rooms they have a use for', () => {
    expect(labels('VIEWER')).toEqual(['Papers', 'Experiments', 'Members'])
    expect(labels('MEMBER')).toEqual(['Papers', 'Experiments', 'Members', 'Sharing'])
    expect(labels('ADMIN')).toEqual([
      'Papers',
      'Experiments',
      'Members',
      'Sharing',
      'Sections',
      'Import',
      'Removed',
      'Settings',
    ])
  })
})
