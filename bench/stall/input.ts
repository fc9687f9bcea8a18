/** Who plays an input. Nobody else's cookie comes along. */
export type Who = 'stranger' | 'link holder' | 'member' | 'admin'

/** What the processes of the bench know of the server and of who and what is in it. Plain data: it is sent to each. */
export type World = {
  url: string
  databaseUrl: string
  /** The list that is attacked, with the paper whose note and discussion are written in. */
  list: { slug: string; paper: string; room: string; share: string; locked: string }
  /** A list of many papers in the same hands, and a link to it. */
  large: { slug: string; share: string }
  sessions: { member: string; admin: string }
  /** What is looked at meanwhile: another list, its link, a person in it, and a note that they write in. */
  other: { slug: string; share: string; session: string; room: string }
  /** By the file and name of a server action, its id. */
  actions: Record<string, string>
}

/** What came of one input at one size. */
export type Played = {
  /** The limit answered: with an error, with what a form shows, or with a page that says what of it is left out. */
  isRefused: boolean
  /** What a person reads of it; null where it is none that a person could understand. */
  sentence: string | null
  /** HTTP status; 0: no answer. */
  status: number
  /** From the first byte sent to the last byte read; ms. Of several requests the longest. */
  ms: number
}

/** One kind of input, from small to the largest that is tried: the size is doubled until the limit answers. */
export type Kind = {
  name: string
  who: Who
  unit: string
  from: number
  to: number
  play(world: World, size: number): Promise<Played>
}

/** Sizes from `from` on, doubled, `to` the last. */
export function* growing({ from, to }: Pick<Kind, 'from' | 'to'>): Generator<number> {
  for (let size = from; size < to; size *= 2) yield size
  yield to
}

/** `text` as often as fits into `length` characters, and no half of it. */
export const fill = (text: string, length: number) => text.repeat(Math.max(1, Math.floor(length / text.length)))
