import { spawnSync } from 'node:child_process'
import { type AuditOutcome, readAudit } from './read-audit.ts'

/** Asks the registry what is known of the packages that the product comes with. */
function audit(): AuditOutcome {
  const npm = process.env.npm_execpath
  const args = ['audit', '--omit=dev', '--json']
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { encoding: 'utf8', timeout: 120_000 })
    : spawnSync('npm', args, { encoding: 'utf8', timeout: 120_000 })
  return readAudit(result.stdout ?? '', result.stderr ?? '')
}

const outcome = audit()
console.log(outcome.sentence)
for (const line of outcome.findings) console.log(`  ${line}`)
// What could not be asked is no finding, and no clean bill either: the sentence says so.
process.exit(outcome.state === 'serious' ? 1 : 0)
