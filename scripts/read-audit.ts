import { z } from 'zod'

export type AuditOutcome = {
  /** clean: nothing serious is known. unanswered: nobody was there to ask. */
  state: 'clean' | 'serious' | 'unanswered'
  sentence: string
  /** "name (severity): what" for each finding, the mild ones too. */
  findings: string[]
}

const severity = z.enum(['info', 'low', 'moderate', 'high', 'critical'])
const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity, via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string() })])) }),
  ),
})

function parse(stdout: string) {
  try {
    return report.safeParse(JSON.parse(stdout))
  } catch {
    return null
  }
}

/** npm's own words for why there is no report, without addresses. */
function reason(stdout: string, stderr: string): string | undefined {
  const told = /"message": ?"([^"]+)"/.exec(stdout) ?? /npm (?:warn|error)(?: audit)? (.+)/.exec(stderr)
  return told?.[1]?.replace(/ - [A-Z]+ https?:.*/, '').replaceAll(/https?:\/\/\S+/g, 'the registry')
}

/**
 * What `npm audit --json` said. High and critical findings are serious; where the registry gives no
 * report (many mirrors have no audit), that is said, and nothing is claimed.
 */
export function readAudit(stdout: string, stderr: string): AuditOutcome {
  const parsed = parse(stdout)
  if (!parsed?.success) {
    const why = reason(stdout, stderr)
    return {
      state: 'unanswered',
      sentence: `The packages were NOT checked for known vulnerabilities: the registry gave no audit${why ? ` (${why})` : ''}.`,
      findings: [],
    }
  }
  const all = Object.entries(parsed.data.vulnerabilities)
  const serious = all.filter(([, one]) => one.severity === 'high' || one.severity === 'critical')
  const findings = all.map(([name, one]) => {
    const known = one.via.flatMap((via) => (typeof via === 'string' ? [] : `${via.title} ${via.url}`))
    return `${name} (${one.severity}): ${known.join('; ') || `by ${one.via.join(', ')}`}`
  })
  if (serious.length > 0) {
    return {
      state: 'serious',
      sentence: `${serious.length} serious vulnerabilities are known in what ships:`,
      findings,
    }
  }
  const mild = all.length === 0 ? '' : `; ${all.length} milder`
  return { state: 'clean', sentence: `No serious vulnerability is known in what ships${mild}.`, findings }
}
