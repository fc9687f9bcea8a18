import { createHash } from 'node:crypto'
import { stripTypeScriptTypes } from 'node:module'
import { AppError } from '#lib/errors.ts'
import { MOST_SOURCE } from './compile-limits.ts'
import { type ImportPart, readModule } from './module-text.ts'

/** What a member's text may import; both mean the same: `defineExperiment` and the types beside it. */
/** The last is the name that it had: texts of members use it. */
const OURS = new Set(['colloquium', '#lib/experiments/runtime/contract.ts', '#lib/gpu/contract.ts'])

export type Compiled = {
  /** JavaScript with every line and column where the member wrote it. */
  compiled: string
  /** sha256 of `compiled`, in hexadecimal. */
  codeVersion: string
}

/** A mistake in a text, at a line and a column that count from 1. */
function mistake(message: string, line: number, column: number): AppError {
  const text = `Line ${line}, column ${column}: ${message}`
  return new AppError('invalid', text, { fields: { source: text }, details: { line, column } })
}

function mistakeAt(text: string, offset: number, message: string): AppError {
  const before = text.slice(0, offset)
  return mistake(message, before.split('\n').length, offset - before.lastIndexOf('\n'))
}

/** Node says where a mistake is at the head of the stack only: ":3", lines of the text, a caret below the third. */
function asMistake(error: Error, source: string): AppError {
  const head = error.stack?.split('\n').slice(0, 6) ?? []
  const line = Number(/^:(\d+)$/.exec(head[0] ?? '')?.[1] ?? 1)
  const caret = head.find((each) => /^ *\^+$/.test(each))?.indexOf('^') ?? 0
  // A tab is four columns wide there, and one character here.
  const written = source.split('\n')[line - 1] ?? ''
  const tabs = /^\t*/.exec(written)?.[0].length ?? 0
  const column = Math.min(Math.max(caret - 3 * tabs, 0), written.length) + 1
  // What else could stand there is a list of half the language.
  const brief = error.message.replace(/\. Expected .{80,}$/s, '')
  const reason = brief.replaceAll(/`([^`]*)`/g, '“$1”').replace(/\.?$/, '.')
  return mistake(reason, line, column)
}

function stripTypes(source: string): string {
  if (typeof stripTypeScriptTypes !== 'function')
    throw new AppError('unavailable', 'Writing experiments needs Node.js 22.13 or newer on the server.')
  try {
    return stripTypeScriptTypes(source)
  } catch (error) {
    if (error instanceof SyntaxError) throw asMistake(error, source)
    throw error
  }
}

/** What takes the import's place: as many lines, and the one function that there is to import. */
function instead(js: string, part: ImportPart): string {
  if (part.kind !== 'import' || part.module === null || !OURS.has(part.module)) {
    const what = part.module === null ? 'A computed import' : `“${part.module}”`
    throw mistakeAt(js, part.from, `${what} cannot be imported: an experiment sees 'colloquium' and its context only.`)
  }
  const functions = part.names.map(([name, local]) => {
    if (name === 'defineExperiment') return `function ${local}(definition) { return definition }`
    const message = `'colloquium' has no value “${name}” to import. A type is imported with “import type”.`
    throw mistakeAt(js, part.from, message)
  })
  const text = js.slice(part.from, part.to)
  const lines = '\n'.repeat(text.split('\n').length - 1)
  return (functions.join('; ') + lines).padEnd(lines === '' ? text.length : 0)
}

/**
 * Makes of a member's TypeScript the JavaScript that runs in the reader's browser. Types are blanked out,
 * so that lines and columns stay; the import of 'colloquium' becomes a function on the same line. Nothing
 * of the text is executed here.
 * @throws AppError invalid, with line and column, where it cannot be read or imports anything else;
 * too_large.
 */
export function compileExperiment(source: string): Compiled {
  if (source.length > MOST_SOURCE) throw new AppError('too_large', 'An experiment has at most 200,000 characters.')
  const js = stripTypes(source.replace(/\r\n?/g, '\n'))
  const { imports, hasDefault } = readModule(js)
  let compiled = ''
  let end = 0
  for (const part of imports) {
    compiled += js.slice(end, part.from) + instead(js, part)
    end = part.to
  }
  compiled += js.slice(end)
  if (!hasDefault) throw mistakeAt(js, js.trimEnd().length, 'The text has no “export default defineExperiment({ … })”.')
  return { compiled, codeVersion: createHash('sha256').update(compiled).digest('hex') }
}
