import { callWithJson } from '../forms.ts'
import { sendAll } from '../http.ts'
import type { Kind } from '../input.ts'
import { CODE, FORMULAS, MARKS } from './texts.ts'

const TEXTS = [FORMULAS[0], FORMULAS[1], CODE[0], MARKS[0], MARKS[4]].filter((text) => text !== undefined)

/** Comments of the greatest length, and then the page that shows them all. */
export const discussionKinds: Kind[] = TEXTS.map(([name, write]) => ({
  name: `comments: ${name}`,
  who: 'member',
  unit: 'comments',
  from: 2,
  to: 16,
  play: async (world, size) => {
    const { slug, paper, share } = world.list
    const call = {
      action: 'l/[list]/p/[paper]/discussion/actions.ts#startThreadAction',
      path: `/l/${slug}/p/${paper}/note`,
      as: 'member' as const,
    }
    const argument = JSON.stringify({ list: slug, paper, text: write(9_900) })
    const written = await sendAll(
      world,
      Array.from({ length: size }, () => callWithJson(world, call, argument)),
    )
    if (written.isRefused) return written
    return sendAll(world, [
      { path: `/l/${slug}/p/${paper}`, as: 'member' },
      { path: `/s/${share}/p/${paper}?said=${size}` },
    ])
  },
}))
