import { type Completion, type CompletionSource, autocompletion } from '@codemirror/autocomplete'
import { linter } from '@codemirror/lint'
import type { Extension, Text } from '@codemirror/state'
import { hoverTooltip } from '@codemirror/view'
import type { Problem } from './problems.ts'
import type { TypeInfo, TypeProblem } from './types/protocol.ts'
import type { TypeWorker } from './types/type-worker.ts'

/** How CodeMirror calls TypeScript's kinds of names. */
const KINDS: Record<string, string> = {
  method: 'method',
  function: 'function',
  property: 'property',
  getter: 'property',
  const: 'constant',
  let: 'variable',
  var: 'variable',
  parameter: 'variable',
  keyword: 'keyword',
  class: 'class',
  interface: 'interface',
  type: 'type',
  module: 'namespace',
  alias: 'namespace',
  string: 'text',
}

function infoElement({ signature, explanation }: Pick<TypeInfo, 'signature' | 'explanation'>): HTMLElement {
  const element = document.createElement('div')
  element.className = 'type-info'
  for (const [className, text] of [
    ['type-info-signature', signature],
    ['type-info-words', explanation],
  ] as const) {
    if (!text) continue
    const part = element.appendChild(document.createElement('div'))
    part.className = className
    part.textContent = text
  }
  return element
}

const completions =
  (types: TypeWorker): CompletionSource =>
  async ({ state, pos, explicit }) => {
    const text = state.doc.toString()
    const found = await types.ask('complete', text, { at: pos, isExplicit: explicit }).catch(() => null)
    if (!found) return null
    const options = found.options.map(({ label, kind, detail, rank }): Completion => {
      const info = async () => {
        const told = await types.ask('explain', text, { at: pos, label }).catch(() => null)
        return told && infoElement(told)
      }
      return { label, type: KINDS[kind] ?? 'text', boost: -rank, info, ...(detail ? { detail } : {}) }
    })
    return { from: found.from, options, validFor: /^[\w$]*$/ }
  }

/** Errors only, and of those that say the same of one line the first. */
function inWords(doc: Text, found: readonly TypeProblem[]): Problem[] {
  const problems = new Map<string, Problem>()
  for (const { from, message, severity } of found) {
    const line = doc.lineAt(Math.min(from, doc.length))
    const key = `${line.number} ${message}`
    if (severity !== 'error' || problems.has(key)) continue
    problems.set(key, { from: 'types', line: line.number, column: from - line.from + 1, message })
  }
  return [...problems.values()]
}

/**
 * What the type checker knows, in the text: errors at their place, completion, what a name means.
 * @param onChecked what it found, after every pause in the writing; null where it cannot be had.
 */
export function typeHelp(types: TypeWorker, onChecked: (problems: Problem[] | null) => void): Extension {
  return [
    linter(
      async ({ state: { doc } }) => {
        const found = await types.ask('check', doc.toString(), {}).catch(() => null)
        onChecked(found && inWords(doc, found))
        return (found ?? []).map((each) => ({
          ...each,
          from: Math.min(each.from, doc.length),
          to: Math.min(each.to, doc.length),
          source: 'types',
        }))
      },
      { delay: 400 },
    ),
    autocompletion({ override: [completions(types)], icons: false }),
    hoverTooltip(async ({ state }, at) => {
      const found = await types.ask('hover', state.doc.toString(), { at }).catch(() => null)
      return found && { pos: found.from, end: found.to, above: true, create: () => ({ dom: infoElement(found) }) }
    }),
  ]
}
