import { readFileSync } from 'node:fs'
import { descendantsOf } from '../stall/memory.ts'

/** A hundredth of a second, as Linux counts the time of processes. */
const TICK_MS = 10

function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[11]) + Number(fields[12])
  } catch {
    return 0
  }
}

const cpuMsOf = (pid: number) => [pid, ...descendantsOf(pid)].reduce((sum, each) => sum + ticksOf(each), 0) * TICK_MS

export type Target = { url: string; pid: number; headers?: Record<string, string> }

async function ask({ url, headers }: Target, times: number, connections: number): Promise<void> {
  let left = times
  const one = async () => {
    while (left-- > 0) {
      const answer = await fetch(url, headers ? { headers } : {})
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`)
      await answer.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
}

/** CPU time that a server spends on one request, user and system, all its threads and processes; ms. Linux alone. */
export async function cpuPerRequest(target: Target, times = 300): Promise<number> {
  const before = cpuMsOf(target.pid)
  await ask(target, times, 4)
  return (cpuMsOf(target.pid) - before) / times
}

export const warmUp = (target: Target) => ask(target, 150, 4)
