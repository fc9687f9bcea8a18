import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

const MB = 1024
/** How often the whole tree is looked at; ms. */
const EVERY = 200

function statusOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  try {
    const found = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(found?.[1] ?? 0) / MB
  } catch {
    return 0
  }
}

/** The processes that `pid` started, and those that they started. */
export function descendantsOf(pid: number): number[] {
  const parents = new Map<number, number[]>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      parents.set(parent, [...(parents.get(parent) ?? []), Number(entry)])
    } catch {
      // It has just ended.
    }
  }
  const all: number[] = []
  for (let next = parents.get(pid) ?? []; next.length > 0; next = next.flatMap((each) => parents.get(each) ?? []))
    all.push(...next)
  return all
}

/**
 * The most memory that the server takes while something is played, in MB resident: its own process as the kernel
 * counts it, and the whole tree as it is seen five times a second. Postgres is not below it. Zero off Linux.
 */
export class MemoryWatch {
  readonly #pid: number
  #timer: NodeJS.Timeout | null = null
  #most = 0

  constructor(pid: number) {
    this.#pid = pid
  }

  #look(): void {
    const below = descendantsOf(this.#pid).reduce((sum, pid) => sum + statusOf(pid, 'VmRSS'), 0)
    this.#most = Math.max(this.#most, statusOf(this.#pid, 'VmRSS') + below)
  }

  begin(): void {
    if (process.platform !== 'linux') return
    this.#most = 0
    try {
      // Sets the kernel's highest mark back to what is taken now.
      writeFileSync(`/proc/${this.#pid}/clear_refs`, '5')
    } catch {
      // Then the mark is that of the whole run.
    }
    this.#look()
    this.#timer = setInterval(() => this.#look(), EVERY)
  }

  end(): number {
    if (this.#timer) clearInterval(this.#timer)
    if (process.platform !== 'linux') return 0
    this.#look()
    return Math.max(this.#most, statusOf(this.#pid, 'VmHWM'))
  }
}
