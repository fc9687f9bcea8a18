import { type ListView, listViewHref, parseListView } from '#lib/papers/view/view.ts'

/** What an address below a share link asks for. */
export type SharedAddress = {
  token: string
  /** The address of the very page: one page has one, however a link to it was written. */
  href: string
  /** What of its query shows another page (a search, a filter, parameters of an experiment), so that there may be any number of them. */
  isChosen: boolean
  /** An experiment whose parameters are still to be read, by the experiment itself (unsafeExperimentHref). */
  experiment: { slug: string; query: string } | null
  /** A view of a list, where the share is of one. */
  view: ListView | null
  /** The paper whose page, or whose experiment's page, it is; null at the link's own address. */
  paper: string | null
}

const plain = (segment: string): string | null => {
  try {
    return encodeURIComponent(decodeURIComponent(segment))
  } catch {
    return null
  }
}

/** Every parameter once: the pages read the first value of one that comes twice, as a list's view does. */
function firstOfEach(query: string): Record<string, string> {
  const first: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(query)) if (!Object.hasOwn(first, name)) first[name] = value
  return first
}

/**
 * The shared page that an address asks for, in the words of the parser that the page itself uses; null
 * where it is none: a figure, a form, an address that nothing answers.
 * @param url path and query.
 */
export function readSharedAddress(url: string): SharedAddress | null {
  const at = url.indexOf('?')
  const [path, query] = at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
  const [empty, s, ...segments] = path.split('/')
  const [token, p, paper, experiments, slug] = segments.map(plain)
  if (empty !== '' || s !== 's' || !token) return null
  const base = `/s/${token}`
  if (segments.length === 1) {
    const view = parseListView(firstOfEach(query))
    const isChosen = listViewHref('', { ...view, section: null }) !== ''
    return { token, href: listViewHref(base, view), isChosen, experiment: null, view, paper: null }
  }
  if (p !== 'p' || !paper) return null
  const href = `${base}/p/${paper}`
  const paperId = decodeURIComponent(paper)
  if (segments.length === 3) return { token, href, isChosen: false, experiment: null, view: null, paper: paperId }
  if (experiments !== 'experiments' || !slug || segments.length !== 5) return null
  const page = { token, href: `${href}/experiments/${slug}`, view: null, paper: paperId }
  if (query === '') return { ...page, isChosen: false, experiment: null }
  return { ...page, isChosen: true, experiment: { slug: decodeURIComponent(slug), query } }
}
