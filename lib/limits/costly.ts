import { type Actor, SYSTEM } from '#lib/access/roles.ts'
import { type TurnLimits, Turns } from './turns.ts'

/**
 * What costs enough that a few at once are enough. Passwords are derived in the pool of four threads that
 * also reads files and compresses pages: half of it stays free.
 */
const KINDS = {
  password: { atOnce: 2, perClient: 1, waiting: 40, waitingPerClient: 5 },
  /** Reading what was uploaded, archives above all. */
  upload: { atOnce: 2, perClient: 1, waiting: 20, waitingPerClient: 3 },
  export: { atOnce: 2, perClient: 1, waiting: 40, waitingPerClient: 5 },
  /** Telling what an image is and how large. */
  image: { atOnce: 4, perClient: 2, waiting: 100, waitingPerClient: 30 },
} as const satisfies Record<string, TurnLimits>

type CostlyKind = keyof typeof KINDS

// One line per kind in a process: Next's bundles hold several copies of this module.
const holder = globalThis as { colloquiumCostly?: Partial<Record<CostlyKind, Turns>> }

function turnsOf(kind: CostlyKind): Turns {
  const all = (holder.colloquiumCostly ??= {})
  return (all[kind] ??= new Turns(KINDS[kind]))
}

/** Who an actor is to those who count: a person, whatever they sit at. */
export const clientOf = (actor: Actor): string => (actor.kind === 'user' ? `user:${actor.userId}` : actor.kind)

/**
 * Does costly work when it is the client's turn. Ask for the right first: who has none must not wait in
 * this line.
 * @param client a person (clientOf) or, where nobody is signed in, the address that asks.
 * @throws AppError rate_limited where too much of the kind waits already.
 */
export function costly<T>(kind: CostlyKind, client: string, work: () => Promise<T>): Promise<T> {
  // What a person does at the server's own command line is nobody's to refuse.
  return client === SYSTEM.kind ? work() : turnsOf(kind).run(client, work)
}
