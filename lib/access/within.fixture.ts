import type { ListAccess } from './list-access.ts'
import { type ListRef, openList } from './open-list.ts'
import type { Actor } from './roles.ts'

/** For tests: opens a list as `actor` and calls a function of the domain with that access and `rest`. */
export async function within<Rest extends unknown[], T>(
  actor: Actor,
  ref: ListRef,
  run: (access: ListAccess, ...rest: Rest) => Promise<T>,
  ...rest: Rest
): Promise<T> {
  return run(await openList(actor, ref), ...rest)
}

/** The list as whoever opened it sees it. */
export const headerOf = async ({ list }: ListAccess) => list
