import ipaddr from 'ipaddr.js'

/** Azure's own services answer every virtual machine at this address, which by its number looks public. */
const PLATFORM_ADDRESSES = new Set(['168.63.129.16'])

/** All that is given out for the public internet in IPv6. */
const GLOBAL_IPV6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/**
 * Whether an IP address is a server's on the public internet. Everything that is reserved for another
 * purpose is not: private, loopback, link-local (clouds' metadata), carrier-grade NAT, multicast,
 * unspecified, documentation; and in IPv6 every form that carries an IPv4 address inside (mapped,
 * NAT64, 6to4, Teredo), whatever that address is. By the IANA registries that ipaddr.js follows.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast' || PLATFORM_ADDRESSES.has(parsed.toString())) return false
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_IPV6)
}

/** Whether an IP address is this machine itself, said plainly: 127.0.0.0/8 or ::1. */
export const isLoopbackAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback'
