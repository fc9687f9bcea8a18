import { describe, expect, it } from 'vitest'
import { parseEnv } from './env.ts'

describe('the settings of fetching', () => {
  it('never allow this machine’s own addresses unless told to', () => {
    expect(parseEnv({}).ALLOW_LOOPBACK_FETCH).toBe(false)
    expect(parseEnv({ ALLOW_LOOPBACK_FETCH: '' }).ALLOW_LOOPBACK_FETCH).toBe(false)
    expect(parseEnv({ ALLOW_LOOPBACK_FETCH: 'true' }).ALLOW_LOOPBACK_FETCH).toBe(true)
    expect(() => parseEnv({ ALLOW_LOOPBACK_FETCH: 'perhaps' })).toThrow(/ALLOW_LOOPBACK_FETCH/)
  })

  it('lead to GitHub unless another base address is given, whose trailing slash is taken off', () => {
    expect(parseEnv({})).toMatchObject({
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_RAW_URL: 'https://raw.githubusercontent.com',
    })
    expect(parseEnv({ GITHUB_API_URL: 'http://127.0.0.1:9/' }).GITHUB_API_URL).toBe('http://127.0.0.1:9')
    expect(() => parseEnv({ GITHUB_RAW_URL: 'ftp://example.org' })).toThrow(/GITHUB_RAW_URL/)
  })
})
