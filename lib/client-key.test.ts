import { describe, expect, it } from 'vitest'
import { clientKey } from './client-key.ts'

describe('whom an address counts as', () => {
  it('two addresses of one IPv6 network are one client, those of the next network another', () => {
    const one = clientKey('2001:db8:1:2::1')
    expect(clientKey('2001:db8:1:2:ffff:ffff:ffff:ffff')).toBe(one)
    expect(clientKey('2001:0DB8:0001:0002:aaaa::7')).toBe(one)
    expect(clientKey('2001:db8:1:3::1')).not.toBe(one)
  })

  it('an IPv4 address is one client, also where it is written as IPv6', () => {
    expect(clientKey('203.0.113.7')).toBe('203.0.113.7')
    expect(clientKey('::ffff:203.0.113.7')).toBe('203.0.113.7')
    expect(clientKey('::ffff:cb00:7107')).toBe('203.0.113.7')
    expect(clientKey('203.0.113.8')).not.toBe(clientKey('203.0.113.7'))
  })

  it('a link-local address counts without the name of its interface', () => {
    expect(clientKey('fe80::1%eth0')).toBe(clientKey('fe80::2%eth1'))
  })

  it('what is no address is taken as it is', () => {
    for (const odd of ['unknown', '', 'not an address', ':::']) expect(clientKey(odd)).toBe(odd)
  })
})
