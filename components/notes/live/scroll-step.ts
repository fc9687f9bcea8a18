export type Side = 'text' | 'preview'

/**
 * One of two panes that show the same text. Both speak of one point: as far down the part in sight as
 * the part in sight is down the whole, so that both begin together, end together and never jump.
 */
export type Pane = {
  /** The line of the text at that point (from 0, with fractions); null while the pane is not in sight. */
  line(): number | null
  /** Scrolls until that line is there. */
  show(line: number): void
}

/** Where a scroller's point is, in pixels of its content. */
export function pointOf({ scrollTop, clientHeight, scrollHeight }: HTMLElement): number {
  const room = scrollHeight - clientHeight
  return room <= 0 ? 0 : (scrollTop / room) * scrollHeight
}

/** How far a scroller has to be scrolled for its point to be at `y`; the inverse of pointOf. */
export function scrollFor(
  { clientHeight, scrollHeight }: Pick<HTMLElement, 'clientHeight' | 'scrollHeight'>,
  y: number,
) {
  return scrollHeight <= 0 ? 0 : (y / scrollHeight) * Math.max(0, scrollHeight - clientHeight)
}

/**
 * Keeps two panes in step. The one that a person touched last leads; the scrolling of the other is only
 * following, and moves nothing.
 */
export class ScrollStep {
  #leader: Side = 'text'
  #line = 0
  readonly #panes: Partial<Record<Side, Pane>> = {}

  /** @returns how to leave. */
  join(side: Side, pane: Pane): () => void {
    this.#panes[side] = pane
    return () => {
      delete this.#panes[side]
    }
  }

  lead(side: Side): void {
    this.#leader = side
  }

  scrolled(side: Side): void {
    if (side === this.#leader) this.settle()
  }

  /** Brings the follower to where the leader is: after an edit, and when a pane comes into sight. */
  settle(): void {
    this.#line = this.#panes[this.#leader]?.line() ?? this.#line
    this.#panes[this.#leader === 'text' ? 'preview' : 'text']?.show(this.#line)
  }

  /** Brings a pane that was out of sight to where the other one was. */
  bring(side: Side): void {
    this.#panes[side]?.show(this.#line)
  }
}
