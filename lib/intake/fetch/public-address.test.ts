import { describe, expect, it } from 'vitest'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

const INSIDE = {
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  'link-local, where clouds keep their metadata': ['169.254.169.254', '169.254.170.2', 'fe80::1', 'fe80::1%eth0'],
  'other metadata services': ['100.100.100.200', '192.0.0.192', '168.63.129.16', 'fd00:ec2::254', 'fd20:ce::254'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  'multicast and broadcast': ['224.0.0.1', '239.255.255.250', '255.255.255.255', 'ff02::1'],
  'reserved and documentation': ['192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1', '2001:db8::1'],
  'IPv4 inside IPv6': ['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '::ffff:0:10.0.0.1'],
  'NAT64, 6to4, Teredo': ['64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::', '2001::1'],
  'unique-local and site-local': ['fc00::1', 'fdff::1', 'fec0::1'],
  'what nobody has been given yet': ['4000::1', '5f00::1', '100::1'],
  'no IP address at all': ['', 'localhost', 'example.org', '127.0.0.1.example.org'],
}

describe('a public address', () => {
  it.each(Object.entries(INSIDE))('is not: %s', (_what, addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([])
  })

  it('is any server’s on the internet', () => {
    const servers = ['140.82.121.3', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:50c0:8000::154', '2a00:1450::1']
    expect(servers.filter(isPublicAddress)).toEqual(servers)
  })

  it('and loopback is this machine alone, in no disguise', () => {
    expect(['127.0.0.1', '::1'].every(isLoopbackAddress)).toBe(true)
    expect(['::ffff:127.0.0.1', '0.0.0.0', '10.0.0.1', 'localhost'].some(isLoopbackAddress)).toBe(false)
  })
})
