import clsx from 'clsx'

/** The passage that a thread is about, which leads to its place in the text. */
export function PassageLink({ quote, isActive, onPress }: { quote: string; isActive: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      title="Go to the passage"
      aria-current={isActive ? 'true' : undefined}
      onClick={onPress}
      className={clsx(
        'mb-3 block w-full rounded-sm border-l-2 py-0.5 pl-3 text-left font-serif text-[0.9375rem] hover:text-accent touch:min-h-11',
        isActive ? 'border-warning bg-highlight text-ink' : 'border-accent text-muted',
      )}
    >
      <span className="sr-only">Go to the passage: </span>
      <span className="line-clamp-3 wrap-anywhere whitespace-pre-line">{quote}</span>
    </button>
  )
}
