import { randomUUID } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { ListAccess } from '#lib/access/list-access.ts'
import { openList } from '#lib/access/open-list.ts'
import type { Actor } from '#lib/access/roles.ts'
import { type AppErrorCode, isAppError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { formToObject } from './form-to-object.ts'
import { currentActor } from './session.ts'
import { storable } from './storable.ts'
import { whyUnavailable } from './unavailable.ts'

export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: AppErrorCode | 'error'; message: string; fields: Record<string, string>; details?: unknown }

/** What a form or a client component may hand to an action. */
export type ActionInput = FormData | Record<string, unknown>

/**
 * The one way to make a server action: parses the input with `schema`, finds the actor, runs `run`
 * (which authorizes in the domain) and turns what goes wrong into a result that a form can show.
 * Call it as (input) or, under useActionState, as (previous, input). `redirect()` inside `run` works.
 */
export function defineAction<S extends z.ZodType, T>(
  schema: S,
  run: (actor: Actor, input: z.output<S>) => Promise<T>,
): (...args: [ActionInput] | [previous: unknown, input: ActionInput]) => Promise<ActionResult<T>> {
  return async (...args) => {
    const raw = args.length === 1 ? args[0] : args[1]
    const parsed = schema.safeParse(storable(raw instanceof FormData ? formToObject(raw) : raw))
    if (!parsed.success) {
      const fields: Record<string, string> = {}
      for (const issue of parsed.error.issues) fields[issue.path.join('.') || 'form'] ??= issue.message
      const message = fields.form ?? 'Please correct what is marked.'
      return { ok: false, code: 'invalid', message, fields }
    }
    try {
      return { ok: true, data: await run(await currentActor(), parsed.data) }
    } catch (error) {
      unstable_rethrow(error)
      if (isAppError(error)) {
        return { ok: false, code: error.code, message: error.message, fields: error.fields, details: error.details }
      }
      const unavailable = whyUnavailable(error)
      if (unavailable !== null) return { ok: false, code: 'unavailable', message: unavailable, fields: {} }
      const reference = randomUUID().slice(0, 8)
      log.error({ err: error, reference }, 'action failed')
      const message = `Something went wrong on our side. Nothing was changed. Reference: ${reference}.`
      return { ok: false, code: 'error', message, fields: {} }
    }
  }
}

/**
 * The same for what is done in a list: it is opened for the actor before anything else, by the `list` of the input,
 * and `run` is given the access.
 */
export function defineListAction<S extends z.ZodType<{ list: string }>, T>(
  schema: S,
  run: (access: ListAccess, input: z.output<S>) => Promise<T>,
): ReturnType<typeof defineAction<S, T>> {
  return defineAction(schema, async (actor, input) => run(await openList(actor, { slug: input.list }), input))
}
