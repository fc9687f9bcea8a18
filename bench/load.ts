import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'

export type Load = { requestsPerSecond: number; p50: number; p99: number; errors: number; bytes: number }

const autocannon = createRequire(import.meta.url).resolve('autocannon/autocannon.js')
const run = promisify(execFile)

/**
 * Loads one loopback URL from a process of its own.
 * @returns requests per second, and p50 and p99 of the latency in ms.
 */
export async function load(
  url: string,
  options: { seconds: number; connections: number; headers?: Record<string, string> },
): Promise<Load> {
  if (!/^http:\/\/(localhost|127\.0\.0\.1):/.test(url))
    throw new Error(`The load stays on loopback, and ${url} is not.`)
  const headers = Object.entries(options.headers ?? {}).flatMap(([name, value]) => ['-H', `${name}=${value}`])
  const args = [autocannon, '--json', '-c', String(options.connections), '-d', String(options.seconds), ...headers, url]
  const { stdout } = await run(process.execPath, args, { maxBuffer: 10_000_000 })
  const result = JSON.parse(stdout) as {
    requests: { average: number; total: number }
    latency: { p50: number; p99: number }
    throughput: { total: number }
    errors: number
    non2xx: number
  }
  return {
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.non2xx,
    bytes: Math.round(result.throughput.total / Math.max(1, result.requests.total)),
  }
}

export const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Loads several targets in turn, `rounds` times, so that a slow moment of the machine falls on all; gives each target's medians. */
export async function compare<Name extends string>(
  targets: Record<Name, { url: string; headers?: Record<string, string> }>,
  options: { seconds: number; connections: number; rounds: number },
): Promise<Record<Name, Load>> {
  const names = Object.keys(targets) as Name[]
  const seen = new Map<Name, Load[]>(names.map((name) => [name, []]))
  for (const name of names) await load(targets[name].url, { ...options, ...targets[name], seconds: 2 })
  for (let round = 0; round < options.rounds; round++) {
    for (const name of names) seen.get(name)?.push(await load(targets[name].url, { ...options, ...targets[name] }))
  }
  const middle = (loads: Load[]): Load => ({
    requestsPerSecond: median(loads.map((one) => one.requestsPerSecond)),
    p50: median(loads.map((one) => one.p50)),
    p99: median(loads.map((one) => one.p99)),
    errors: loads.reduce((sum, one) => sum + one.errors, 0),
    bytes: median(loads.map((one) => one.bytes)),
  })
  return Object.fromEntries(names.map((name) => [name, middle(seen.get(name) ?? [])])) as Record<Name, Load>
}
