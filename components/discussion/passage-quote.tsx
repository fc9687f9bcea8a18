/** The passage that a thread is about; what became of it is said in words. */
export function PassageQuote({ quote, isOrphaned }: { quote: string | null; isOrphaned: boolean }) {
  if (quote === null && !isOrphaned) return null
  return (
    <div className="mb-3">
      {quote !== null && (
        <blockquote className="line-clamp-4 border-l-2 border-accent pl-3 font-serif text-[0.9375rem] wrap-anywhere whitespace-pre-line text-muted">
          <span className="sr-only">On the passage: </span>
          {quote}
        </blockquote>
      )}
      {isOrphaned && <p className="mt-1.5 text-sm font-medium text-warning">The passage it was about is gone</p>}
    </div>
  )
}
