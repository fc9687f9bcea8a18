import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: forwarded ? { 'x-forwarded-for': forwarded } : {} }) as IncomingMessage

describe('the address that tries are counted by', () => {
  it('is the connection itself where no proxy is trusted, whatever the client claims', () => {
    expect(clientAddress(request('::ffff:203.0.113.7', '1.2.3.4'), 0)).toBe('203.0.113.7')
    expect(clientAddress(request('2001:db8::1'), 0)).toBe('2001:db8::1')
  })

  it('is what the outermost trusted proxy saw, not what the client wrote before it', () => {
    expect(clientAddress(request('10.0.0.1', '6.6.6.6, 203.0.113.7'), 1)).toBe('203.0.113.7')
    expect(clientAddress(request('10.0.0.1', '6.6.6.6, 203.0.113.7, 10.0.0.2'), 2)).toBe('203.0.113.7')
  })

  it('falls back to the connection where a proxy says nothing', () => {
    expect(clientAddress(request('10.0.0.1'), 1)).toBe('10.0.0.1')
  })
})
