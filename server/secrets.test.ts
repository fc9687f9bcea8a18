import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadSecrets } from './secrets.ts'

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'colloquium-secrets-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('the secrets of an installation', () => {
  it('are made on the first start, for their owner only, and stay the same', () => {
    const dataDir = join(dir, 'data')
    const secrets = loadSecrets(dataDir)
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(secrets.nextAuthSecret.length).toBeGreaterThanOrEqual(43)
    expect(loadSecrets(dataDir)).toEqual(secrets)
    expect(loadSecrets(join(dir, 'other')).nextAuthSecret).not.toBe(secrets.nextAuthSecret)
  })

  it('are never overwritten where the file cannot be understood', () => {
    writeFileSync(join(dir, 'secrets.json'), '{"nextAuthSecret": "half a fi')
    expect(() => loadSecrets(dir)).toThrow(/not valid JSON/)
    expect(readFileSync(join(dir, 'secrets.json'), 'utf8')).toContain('half a fi')
  })

  it('ask for another folder where this one cannot be made', () => {
    writeFileSync(join(dir, 'file'), '')
    expect(() => loadSecrets(join(dir, 'file', 'data'))).toThrow(/set DATA_DIR/)
  })
})
