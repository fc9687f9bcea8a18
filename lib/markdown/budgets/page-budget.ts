import { notice, showAsWritten } from '#lib/markdown/as-written.ts'
import type { Rendered } from '#lib/markdown/rendered-cache.ts'

/** Characters of HTML of all comments of one page: some hundred comments with formulas. */
export const MOST_OF_PAGE = 1_500_000

const NOT_FORMATTED = `The comments of this page make more than ${MOST_OF_PAGE / 1e6} MB of HTML.`
const LEFT_OUT = 'The discussion of this page is too long for this comment to be shown.'

/**
 * The texts of one page as it can hold them: when they make too much HTML together, those that follow are
 * shown as they were written, and when that is too much too, a sentence stands for each.
 */
export function withinPage(texts: readonly string[], rendered: readonly Rendered[]): Rendered[] {
  let formatted = 0
  let written = 0
  return rendered.map((one, at) => {
    formatted += one.html.length
    if (formatted <= MOST_OF_PAGE) return one
    const html = showAsWritten(texts[at] ?? '', NOT_FORMATTED)
    written += html.length
    return { html: written <= MOST_OF_PAGE ? html : notice(LEFT_OUT), hasMath: false }
  })
}
