import type { FileResult } from './reports.ts'

export type StepTime = { name: string; wallMs: number; cpuMs: number | null }

const seconds = (ms: number | null) => (ms === null ? '' : (ms / 1000).toFixed(1))
const row = (name: string, wall: string, cpu: string) => `  ${name.padEnd(64)} ${wall.padStart(8)} ${cpu.padStart(8)}`

/** Where the time went: each step, the sum, and the files that took longest. Seconds. */
export function timeTable(steps: StepTime[], total: StepTime, files: FileResult[]): string {
  const slowest = files.toSorted((a, b) => b.ms - a.ms).slice(0, 15)
  return [
    '── where the time went',
    row('', 'wall s', 'CPU s'),
    ...[...steps, total].map(({ name, wallMs, cpuMs }) => row(name, seconds(wallMs), seconds(cpuMs))),
    '  the slowest files:',
    ...slowest.map(({ file, ms }) => row(file, seconds(ms), '')),
  ].join('\n')
}
