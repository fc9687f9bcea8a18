import { z } from 'zod'

/** Where a page begins: the sort keys of the last row before it. Pure. */

const id = z.string().min(1).max(64)
const int = z.int().min(-2_147_483_648).max(2_147_483_647)
const title = z
  .string()
  .max(2000)
  .refine((text) => !text.includes('\0') && text.isWellFormed())

/** One shape per order of rows, each with what a row of that order is compared by. */
const cursorSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('list'), section: id, position: int, id }),
  z.object({ by: z.literal('year'), newest: int, title, id }),
  z.object({ by: z.literal('title'), title, id }),
  z.object({ by: z.literal('added'), at: z.iso.datetime(), id }),
  z.object({ by: z.literal('rank'), rank: int, id }),
])

export type Cursor = z.output<typeof cursorSchema>
export type Order = Cursor['by']
export type CursorBy<O extends Order> = Extract<Cursor, { by: O }>

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** The cursor, if the text is one of this order; else null: the first page. Never fails. */
export function decodeCursor<O extends Order>(text: string | null, by: O): CursorBy<O> | null {
  if (text === null) return null
  try {
    const parsed = cursorSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return parsed.success && parsed.data.by === by ? (parsed.data as CursorBy<O>) : null
  } catch {
    return null
  }
}
