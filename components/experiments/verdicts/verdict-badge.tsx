import type { Outcome } from '#lib/experiments/runtime/verdict.ts'

const LOOKS: Record<Outcome, { tone: string; path: string }> = {
  holds: { tone: 'bg-success-soft text-success', path: 'M5 12.5l4.5 4.5L19 7.5' },
  'does not hold': { tone: 'bg-danger-soft text-danger', path: 'M6 6l12 12M18 6L6 18' },
  undecided: {
    tone: 'bg-warning-soft text-warning',
    path: 'M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.3-1.7 2.6M12 18.6v.2',
  },
}
const OF_SEVERAL: Partial<Record<Outcome, string>> = { holds: 'hold', 'does not hold': 'do not hold' }
const WORDS: Record<Outcome, string> = {
  holds: 'holds',
  'does not hold': 'does not hold',
  undecided: 'undecided at this size',
}

/** How a claim came out: a word and a mark, which the colour only repeats. */
export function VerdictBadge({ outcome, count }: { outcome: Outcome; count?: number }) {
  const { tone, path } = LOOKS[outcome]
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-sm px-2 py-0.5 text-sm font-semibold whitespace-nowrap ${tone}`}
    >
      <svg
        aria-hidden
        viewBox="0 0 24 24"
        className="size-4 fill-none stroke-current stroke-[2.5]"
        strokeLinecap="round"
      >
        <path d={path} strokeLinejoin="round" />
      </svg>
      {count !== undefined && <span className="tabular-nums">{count}</span>}
      {count !== undefined && count !== 1 ? (OF_SEVERAL[outcome] ?? WORDS[outcome]) : WORDS[outcome]}
    </span>
  )
}
