import ts from 'typescript'
import type { TypeCompletions, TypeInfo, TypeProblem } from './protocol.ts'

const FILE = '/experiment.ts'

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  strict: true,
  // Plain JavaScript is a fine way to write one; what it is made of is known from the contract.
  noImplicitAny: false,
  // The server blanks types out and compiles nothing.
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
}

/** After these something can be chosen before anything is typed. */
const TRIGGERS = ['.', "'", '"'] as const

const SEVERITIES: Record<ts.DiagnosticCategory, TypeProblem['severity']> = {
  [ts.DiagnosticCategory.Error]: 'error',
  [ts.DiagnosticCategory.Warning]: 'warning',
  [ts.DiagnosticCategory.Message]: 'info',
  [ts.DiagnosticCategory.Suggestion]: 'info',
}

const toProblem = ({ start = 0, length = 0, messageText, category }: ts.Diagnostic): TypeProblem => ({
  from: start,
  to: start + length,
  message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  severity: SEVERITIES[category],
})

const words = (parts: readonly ts.SymbolDisplayPart[] | undefined) => ts.displayPartsToString([...(parts ?? [])])

/**
 * TypeScript's language service over one experiment's text: what is wrong in it, what may stand at a place,
 * what a name means.
 * @param files what the text may know, by path: the libraries of the language, the contract, the compute library.
 */
export function createTypeService(files: Readonly<Record<string, string>>) {
  let known = ''
  let version = 0
  const read = (text: string) => {
    if (text === known) return
    known = text
    version++
  }
  const textOf = (path: string) => (path === FILE ? known : files[path])
  const folders = new Set(['/', '/lib', '/lib/experiments', '/lib/experiments/runtime'])
  const languageService = ts.createLanguageService({
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [FILE, '/globals.d.ts'],
    getScriptVersion: (path) => (path === FILE ? String(version) : '0'),
    getScriptSnapshot: (path) => {
      const text = textOf(path)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => '/lib.es2023.d.ts',
    fileExists: (path) => textOf(path) !== undefined,
    readFile: textOf,
    directoryExists: (path) => folders.has(path),
    getDirectories: () => [],
    useCaseSensitiveFileNames: () => true,
  })

  return {
    check(text: string): TypeProblem[] {
      read(text)
      const found = [...languageService.getSyntacticDiagnostics(FILE), ...languageService.getSemanticDiagnostics(FILE)]
      return found.map(toProblem)
    },
    complete(text: string, at: number, isExplicit: boolean): TypeCompletions | null {
      read(text)
      const word = /[\w$]*$/.exec(text.slice(Math.max(0, at - 100), at))?.[0] ?? ''
      const before = TRIGGERS.find((each) => each === text[at - word.length - 1])
      if (word === '' && before === undefined && !isExplicit) return null
      const asked = word === '' && before !== undefined ? { triggerCharacter: before } : {}
      const found = languageService.getCompletionsAtPosition(FILE, at, asked)
      if (!found) return null
      const options = found.entries
        .filter(({ kind }) => kind !== ts.ScriptElementKind.warning)
        .map(({ name, kind, sortText, labelDetails }) => ({
          label: name,
          kind,
          detail: labelDetails?.detail ?? null,
          rank: Number(sortText) || 50,
        }))
      return { from: at - word.length, options }
    },
    explain(text: string, at: number, label: string): Omit<TypeInfo, 'from' | 'to'> | null {
      read(text)
      const found = languageService.getCompletionEntryDetails(FILE, at, label, {}, undefined, {}, undefined)
      return found ? { signature: words(found.displayParts), explanation: words(found.documentation) } : null
    },
    hover(text: string, at: number): TypeInfo | null {
      read(text)
      const found = languageService.getQuickInfoAtPosition(FILE, at)
      if (!found) return null
      const { start, length } = found.textSpan
      const told = { signature: words(found.displayParts), explanation: words(found.documentation) }
      return { from: start, to: start + length, ...told }
    },
  }
}
