export type Turn = {
  /** Settles when all before it have left, or it has itself. */
  come: Promise<void>
  /** Makes room for the next, whether it waited or ran. */
  leave(): void
}

type Waiting = { come(): void; moved(ahead: number): void }

/** Runs of one page take turns: they share one device, and one at a time is faster than two at once. */
export function createTurns(): (moved: (ahead: number) => void) => Turn {
  const line: Waiting[] = []
  const tell = () => line.forEach((entry, ahead) => (ahead === 0 ? entry.come() : entry.moved(ahead)))
  return (moved) => {
    let come = () => {}
    const promise = new Promise<void>((resolve) => (come = resolve))
    const entry: Waiting = { come, moved }
    line.push(entry)
    tell()
    return {
      come: promise,
      leave() {
        const at = line.indexOf(entry)
        if (at === -1) return
        line.splice(at, 1)
        come()
        tell()
      },
    }
  }
}

export const takeTurn = createTurns()
