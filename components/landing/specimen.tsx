/** One paper as Colloquium sets it, for those who have seen none yet: the library's own first entry, shortened. */
export function Specimen() {
  return (
    <figure className="rounded-lg border border-line bg-surface p-6 shadow-sm sm:p-8">
      <p className="eyebrow">Post Pre-Training</p>
      <p className="mt-3 font-serif text-[1.4rem] leading-snug font-semibold text-balance">
        Learning without training: the implicit dynamics of in-context learning
      </p>
      <p className="mt-2 text-sm text-muted">Dherin, Munn, Mazzawi, Wunder &amp; Gonzalvo · arXiv · 2025</p>
      <div className="mt-5 space-y-3 border-l-2 border-accent pl-4 font-serif text-[1.0625rem] leading-relaxed">
        <p>
          The context is compressed into two vectors; the outer product of them, added to the weights, gives the same
          output <em>without</em> the context:
        </p>
        <p
          className="text-center italic"
          role="img"
          aria-label="Delta W of C equals W Delta A times A of x transposed, over the squared norm of A of x"
        >
          <span className="not-italic">Δ</span>
          <var>W</var>
          <span className="not-italic">(</span>
          <var>C</var>
          <span className="not-italic">)</span>
          <span className="px-2 not-italic">=</span>
          <span className="inline-flex flex-col items-center align-middle leading-tight">
            <span className="border-b border-current px-1 pb-0.5">
              <span className="not-italic">(</span>
              <var>W</var>
              <span className="not-italic"> Δ</span>
              <var>A</var>
              <span className="not-italic">)</span> <var>A</var>
              <span className="not-italic">(</span>
              <var>x</var>
              <span className="not-italic">)</span>
              <sup className="text-[0.7em] not-italic">⊤</sup>
            </span>
            <span className="pt-0.5">
              <span className="not-italic">‖</span>
              <var>A</var>
              <span className="not-italic">(</span>
              <var>x</var>
              <span className="not-italic">)‖²</span>
            </span>
          </span>
        </p>
      </div>
      <figcaption className="mt-6 border-t border-line pt-3 text-sm text-muted">
        A paper and the group’s note on it.
      </figcaption>
    </figure>
  )
}
