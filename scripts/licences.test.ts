import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { licencesOfProduct, refusedLicences } from './licences.ts'

const refused = (licence: string | null, name = 'some-package') => refusedLicences([{ name, licence }])

describe('what comes with an MIT product', () => {
  it('has a licence that goes with it, every package of it', () => {
    const packages = licencesOfProduct(join(import.meta.dirname, '..'))
    expect(packages.length).toBeGreaterThan(300)
    expect(packages.map(({ name }) => name)).toContain('next')
    expect(refusedLicences(packages)).toEqual([])
  })

  it.each([
    'CPAL-1.0 OR AGPL-1.0',
    'AGPL-3.0-or-later',
    'GPL-3.0',
    'SSPL-1.0',
    'SEE LICENSE IN LICENSE',
    'MIT AND GPL-2.0',
  ])('is no package under %s', (licence) => {
    expect(refused(licence)).toEqual([`some-package: ${licence}`])
  })

  it('is no package that says nothing, but for those that were looked at', () => {
    expect(refused(null)).toEqual(['some-package: no licence stated'])
    expect(refused(null, 'seq-queue')).toEqual([])
  })

  it('may be offered under one licence or another, if one of them goes', () => {
    expect(refused('(MIT OR GPL-2.0)')).toEqual([])
    expect(refused('MIT AND ISC')).toEqual([])
  })

  it('an exception is for the package that was looked at only', () => {
    expect(refused('LGPL-3.0-or-later', '@img/sharp-libvips-linux-x64')).toEqual([])
    expect(refused('LGPL-3.0-or-later')).toHaveLength(1)
  })
})
