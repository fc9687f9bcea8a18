import ipaddr from 'ipaddr.js'

/**
 * Whom an address counts as in a limit. An IPv6 network is handed out by the /64, and its holder may speak
 * from each of 2^64 addresses, so all of it is one client; an IPv4 address is one, however it is written.
 * What is no address stays as it is.
 */
export function clientKey(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const read = ipaddr.process(address.replace(/%.*$/, ''))
  if (read.kind() === 'ipv4') return read.toString()
  const bytes = read.toByteArray().map((byte, at) => (at < 8 ? byte : 0))
  return `${ipaddr.fromByteArray(bytes).toString()}/64`
}
