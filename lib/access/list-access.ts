import type { ListHeader } from './list-header.ts'
import type { Actor, Operation } from './roles.ts'

/** Nothing has it but what `openList` gave. */
declare const OPENED: unique symbol

/**
 * That an actor was let into a list, and what they may do there. Only `openList` makes one, so a function that takes
 * it cannot be called by somebody who was not let in; what it does there it asks of it, without a query.
 */
export type ListAccess = {
  readonly [OPENED]: true
  readonly actor: Actor
  /** Null for the system and for strangers. */
  readonly userId: string | null
  /** The list as it was when it was opened. */
  readonly list: Readonly<ListHeader>
  readonly can: (operation: Operation) => boolean
  /** The list. @throws AppError forbidden where the role does not allow `operation`. */
  readonly require: (operation: Operation) => Readonly<ListHeader>
}
