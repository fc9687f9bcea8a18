import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippetCompletion,
} from '@codemirror/autocomplete'
import type { Citable } from '#lib/notes/citation.ts'
import { formulaAt, isInOpenFormula } from './find-formula.ts'
import { LATEX_COMMANDS } from './latex-commands.ts'

// A brace after a backslash would lose it: the snippet's own escape.
const asSnippet = (template: string) =>
  template
    .replaceAll('#{}', '\u0001')
    .replace(/\\([{}])/g, '\\\\$1')
    .replaceAll('\u0001', '${}')

// What is used most stands first in the list, and comes first among what fits equally.
const latex: Completion[] = LATEX_COMMANDS.map(({ label, template }, index) => {
  const option = { label, type: 'keyword', boost: 40 - Math.floor(index / 4) }
  if (template === label) return option
  // Tab leads from field to field, and past the last one out of the command.
  return snippetCompletion(asSnippet(template.includes('#{}') ? `${template}#{}` : template), option)
})

/** LaTeX commands and the list's own macros, inside formulas, as soon as a backslash is typed. */
export function latexCompletions(macros: Record<string, string>) {
  const own = Object.entries(macros).map(([label, body]): Completion => ({
    label,
    detail: body.slice(0, 40),
    type: 'variable',
    boost: 60,
  }))
  const options = [...own, ...latex]
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/\\[a-zA-Z]*/)
    if (!word) return null
    const { doc } = context.state
    if (!isInOpenFormula(doc, word.from) && !formulaAt(doc, word.from)) return null
    return { from: word.from, options, validFor: /^\\[a-zA-Z]*$/ }
  }
}

/** Papers of the library after "[@": what is inserted names the paper by its identifier. */
export function citationCompletions(search: (query: string) => Promise<readonly Citable[]>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const typed = context.matchBefore(/\[@[^\]\n]*/)
    if (!typed) return null
    const found = await search(typed.text.slice(2).trim())
    if (context.aborted) return null
    return {
      from: typed.from,
      filter: false,
      options: found.map((paper) => ({
        label: paper.title,
        detail: [paper.authors, paper.year].filter(Boolean).join(', '),
        type: 'text',
        apply: (view, _completion, from, to) => {
          const closes = view.state.sliceDoc(to, to + 1) === ']'
          const insert = `[@${paper.key}]`
          view.dispatch({
            changes: { from, to: closes ? to + 1 : to, insert },
            selection: { anchor: from + insert.length },
            userEvent: 'input.complete',
          })
        },
      })),
    }
  }
}
