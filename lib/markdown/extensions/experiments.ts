import type { Root } from 'hast'
import type { Root as MdastRoot } from 'mdast'
import type {} from 'mdast-util-directive'
import type { Construct, Extension, State, Tokenizer } from 'micromark-util-types'
import type { Processor } from 'unified'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'

/**
 * `::experiment{learning-without-training d=4 seed=3}` on a line of its own places an experiment there.
 * Of remark-directive's syntax nothing else is taken: whoever writes `:name`, `::name` or `:::` means that.
 */

/** An experiment as its place in a text links to it. */
export type ResolvedExperiment = { href: string; title: string }
/** The experiment of that slug; null where the reader has none to go to. */
export type ResolveExperiment = (
  slug: string,
  parameters: Readonly<Record<string, string>>,
) => ResolvedExperiment | null

const NAME = 'experiment'
const opening = `::${NAME}{`
const SLUG = /^[a-z][a-z0-9-]{0,79}$/
const MOST_PARAMETERS = 30
const LONGEST = 200

/**
 * What a place says: `data-experiment` the slug, `data-parameters` the texts by name, as JSON; `seed` is
 * among them.
 */
export type PlacedExperiment = { slug: string; parameters: Record<string, string> }
/** The places of one text. */
export type Places = { mark: string; placed: PlacedExperiment[] }

/** The slug is an id (`#slug`), the value of `slug=`, or the first name without a value. */
function place(attributes: Readonly<Record<string, string | null | undefined>>): PlacedExperiment | null {
  const entries = Object.entries(attributes).map(([name, value]) => [name, value ?? ''] as const)
  const named = (key: string) => entries.find(([name, value]) => name === key && value !== '')
  const found = named('id') ?? named('slug') ?? entries.find(([, value]) => value === '')
  if (!found) return null
  const slug = found[1] === '' ? found[0] : found[1]
  const rest = entries.filter((entry) => entry !== found)
  const isFit = rest.length <= MOST_PARAMETERS && rest.every(([name, value]) => name.length + value.length <= LONGEST)
  return SLUG.test(slug) && isFit ? { slug, parameters: Object.fromEntries(rest) } : null
}

/** The slugs that a text may place: found by looking alone, so that one in a block of code is among them. */
export function placedSlugs(text: string): string[] {
  const words = text.split('\n').flatMap((line) => {
    // Once a line, to its end: a pattern that looks for the closing brace takes seconds where none comes.
    const at = line.indexOf(opening)
    return at === -1 ? [] : (line.slice(at + opening.length).match(/[a-z][a-z0-9-]{0,79}/g) ?? [])
  })
  return [...new Set(words)]
}

/** Succeeds where the line begins with "::experiment{". */
const isOurs: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let at = 0
    const next: State = (code) => {
      if (code !== opening.charCodeAt(at)) return nok(code)
      effects.consume(code)
      at += 1
      if (at < opening.length) return next
      effects.exit('data')
      return ok
    }
    return (code) => {
      effects.enter('data')
      return next(code)
    }
  },
}

const COLON = 58

/** Leaves of remark-directive's syntax the one directive. Comes after remark-directive in the pipeline. */
export function experimentSyntax(this: Processor): void {
  const extensions: Extension[] = this.data('micromarkExtensions') ?? []
  const all = extensions.find((extension) => extension.text?.[COLON] && extension.flow?.[COLON])
  const leaf = [all?.flow?.[COLON] ?? []].flat().at(-1)
  if (!all || !leaf) throw new Error('remark-directive has no leaf directive any more.')
  const tokenize: Tokenizer = function (effects, ok, nok) {
    return effects.check(isOurs, leaf.tokenize.call(this, effects, ok, nok), nok)
  }
  all.text = {}
  all.flow = { [COLON]: { ...leaf, tokenize } }
}

/**
 * Makes of each directive a place in the text, with the words as they were typed in it. Somebody's own
 * HTML makes none: the mark is another for every text.
 */
export function experimentPlaces() {
  return (tree: MdastRoot, file: VFile): void => {
    const places: Places = { mark: Math.random().toString(36).slice(2), placed: [] }
    file.data.experimentPlaces = places
    visit(tree, 'leafDirective', (node, index, parent) => {
      if (index === undefined || !parent) return
      const typed = String(file).slice(node.position?.start.offset, node.position?.end.offset)
      const placed = node.children.length === 0 ? place(node.attributes ?? {}) : null
      const hProperties = placed ? { dataExperiment: `${places.mark} ${places.placed.push(placed) - 1}` } : {}
      parent.children[index] = {
        type: 'paragraph',
        data: { hName: placed ? 'div' : 'p', hProperties },
        children: [{ type: 'text', value: typed }],
      }
    })
  }
}

/** Puts a link into every place whose experiment is known; any other becomes the words that were typed. */
export function experiments() {
  return (tree: Root, file: VFile): void => {
    const { mark, placed = [] } = file.data.experimentPlaces ?? {}
    visit(tree, 'element', (node) => {
      if (node.properties.dataExperiment === undefined) return
      const [given, at] = String(node.properties.dataExperiment).split(' ')
      delete node.properties.dataExperiment
      const there = given === mark ? placed[Number(at)] : undefined
      if (!there) return
      const found = file.data.resolveExperiment?.(there.slug, there.parameters)
      if (!found) {
        node.tagName = 'p'
        return
      }
      node.properties = {
        className: ['experiment-place'],
        dataExperiment: there.slug,
        dataParameters: JSON.stringify(there.parameters),
      }
      node.children = [
        {
          type: 'element',
          tagName: 'a',
          properties: { href: found.href },
          children: [{ type: 'text', value: found.title }],
        },
      ]
      return SKIP
    })
  }
}
