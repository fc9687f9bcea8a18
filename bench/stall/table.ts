import type { Goal } from '../report.ts'
import { MOST_ABOVE_IDLE, MOST_MEMORY, MOST_REFUSAL, type Measure, type Row, WAITS, type WaitName } from './measure.ts'

export const HEADER = ['input', 'who', 'up to', 'page ms', 'list ms', 'edit ms', 'peak MB', 'answer', 'in ms', '']

const whole = (value: number) => Math.round(value)

function answerOf({ played }: Row): string {
  if (played.status === 0) return 'none'
  if (!played.isRefused) return String(played.status)
  return played.sentence === null ? `refused, ${played.status}, no sentence` : `refused, ${played.status}`
}

/** One input's line: the longest waits of others at the worst size, the median of three where it was repeated. */
export function lineOf(row: Row): (string | number)[] {
  const { kind, size, waits, memory, played, repeated, isMissed, failed } = row
  const remarks = [
    isMissed ? 'MISSED' : '',
    repeated ? 'median of 3' : '',
    failed > 0 ? `${failed} of others failed` : '',
  ]
  return [
    kind.name,
    kind.who,
    `${size} ${kind.unit}`,
    ...WAITS.map((name) => whole(waits[name])),
    whole(memory),
    answerOf(row),
    whole(played.ms),
    remarks.filter(Boolean).join(', '),
  ]
}

const NAMES: Record<WaitName, string> = {
  page: 'longest wait for a public page',
  list: 'longest wait for a signed-in list page',
  edit: 'longest wait for an edit’s acknowledgement',
}

/** What all inputs have to hold together. */
export function goalsOf(measure: Measure, rows: readonly Row[], leastKinds: number): Goal[] {
  const most = (of: (row: Row) => number) => Math.max(0, ...rows.map(of))
  const waits = WAITS.map((name): Goal => {
    const value = whole(most((row) => row.waits[name] - measure.idle[name]))
    return {
      name: `${NAMES[name]} over idle's p99, ms`,
      value,
      goal: `<= ${MOST_ABOVE_IDLE}`,
      ok: value <= MOST_ABOVE_IDLE,
    }
  })
  const memory = whole(most((row) => row.memory))
  const refused = rows.filter(({ played }) => played.isRefused)
  const slow = refused.filter(({ played }) => played.ms >= MOST_REFUSAL).length
  const silent = refused.filter(({ played }) => played.sentence === null).length
  // Their form is another than the program's: they tried nothing.
  const senseless = rows.filter(({ played }) => /received undefined/.test(played.sentence ?? '')).length
  const unanswered = rows.filter(({ played }) => played.status === 0).length
  const failed = rows.reduce((sum, row) => sum + row.failed, 0)
  return [
    ...waits,
    { name: 'peak memory, MB', value: memory, goal: `< ${MOST_MEMORY}`, ok: memory < MOST_MEMORY },
    { name: 'inputs refused after a second or more', value: slow, goal: '= 0', ok: slow === 0 },
    { name: 'inputs refused without a sentence', value: silent, goal: '= 0', ok: silent === 0 },
    { name: 'inputs whose form the program does not know', value: senseless, goal: '= 0', ok: senseless === 0 },
    { name: 'inputs that were never answered', value: unanswered, goal: '= 0', ok: unanswered === 0 },
    { name: 'requests of others that failed', value: failed, goal: '= 0', ok: failed === 0 },
    { name: 'kinds of input', value: rows.length, goal: `>= ${leastKinds}`, ok: rows.length >= leastKinds },
  ]
}
