import type { Kind } from './input.ts'
import { bodyKinds } from './inputs/bodies.ts'
import { discussionKinds } from './inputs/discussion.ts'
import { experimentKinds } from './inputs/experiments.ts'
import { exportKinds } from './inputs/exports.ts'
import { fieldKinds } from './inputs/fields.ts'
import { imageKinds } from './inputs/images.ts'
import { importKinds } from './inputs/imports.ts'
import { noteKinds } from './inputs/notes.ts'
import { oddKinds } from './inputs/odd.ts'
import { passwordKinds } from './inputs/passwords.ts'
import { searchKinds } from './inputs/search.ts'
import { socketKinds } from './inputs/sockets.ts'
import { heldOutKinds } from './held-out.ts'

export const KINDS: readonly Kind[] = [
  ...fieldKinds,
  ...bodyKinds,
  ...passwordKinds,
  ...noteKinds,
  ...discussionKinds,
  ...searchKinds,
  ...importKinds,
  ...exportKinds,
  ...experimentKinds,
  ...imageKinds,
  ...oddKinds,
  ...socketKinds,
]

/** Played last. */
export const HELD_OUT: readonly Kind[] = heldOutKinds

export const kindOf = (name: string): Kind => {
  const kind = [...KINDS, ...HELD_OUT].find((each) => each.name === name)
  if (!kind) throw new Error(`There is no kind of input called "${name}".`)
  return kind
}
