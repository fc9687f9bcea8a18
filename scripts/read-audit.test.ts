import { describe, expect, it } from 'vitest'
import { readAudit } from './read-audit.ts'

const found = (severity: string) =>
  JSON.stringify({
    vulnerabilities: { lodash: { severity, via: [{ title: 'Pollution', url: 'https://x.example/1' }] } },
  })

describe('the check for known vulnerabilities', () => {
  it.each(['high', 'critical'])('fails on a %s one, and names it', (severity) => {
    expect(readAudit(found(severity), '')).toMatchObject({
      state: 'serious',
      findings: [`lodash (${severity}): Pollution https://x.example/1`],
    })
  })

  it('shows a moderate one and does not fail', () => {
    const outcome = readAudit(found('moderate'), '')
    expect(outcome.state).toBe('clean')
    expect(outcome.findings).toHaveLength(1)
  })

  it('is content where nothing is known', () => {
    expect(readAudit('{"vulnerabilities":{}}', '').sentence).toBe('No serious vulnerability is known in what ships.')
  })

  it('claims nothing where the registry does not answer', () => {
    const noAudit = '{"message":"405 Method Not Allowed","error":{"summary":""}}'
    const warning = 'npm warn audit 405 Method Not Allowed - POST https://packages.example/-/npm/v1/security'
    const outcome = readAudit(noAudit, warning)
    expect(outcome).toMatchObject({ state: 'unanswered', findings: [] })
    expect(outcome.sentence).toContain('NOT checked')
    expect(outcome.sentence).toContain('(405 Method Not Allowed)')
    expect(outcome.sentence).not.toContain('packages.example')
    expect(readAudit('', '').state).toBe('unanswered')
  })
})
