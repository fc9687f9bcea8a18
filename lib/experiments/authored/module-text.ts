import { parser } from '@lezer/javascript'

/** A part of a module's text: [from, to). */
type Part = { from: number; to: number }
export type ImportPart = Part & {
  /** The module's name; null where it is computed. */
  module: string | null
  kind: 'import' | 'export from' | 'dynamic import'
  /** What it binds, `{ a as b }` as [a, b]; `*` and `default` stand for those. */
  names: [imported: string, local: string][]
}
export type ModuleText = { imports: ImportPart[]; hasDefault: boolean }

function bindings(js: string): [string, string][] {
  const braces = /\{([^}]*)\}/.exec(js)
  const named = (braces?.[1] ?? '')
    .split(',')
    .map((each) => each.trim().split(/\s+as\s+/))
    .filter(([name]) => name)
    .map(([name = '', local = name]): [string, string] => [name, local])
  const outside =
    js
      .slice('import'.length)
      .replace(/\{[^}]*\}/, '')
      .split(/\bfrom\b/)[0] ?? ''
  const others = outside
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && !/^['"]/.test(each))
    .map((each): [string, string] => (each.startsWith('*') ? ['*', each] : ['default', each]))
  return [...others, ...named]
}

/** What a module takes from others, and whether it has a default export. @param js plain JavaScript without mistakes. */
export function readModule(js: string): ModuleText {
  const imports: ImportPart[] = []
  let hasDefault = false
  const kinds: Record<string, ImportPart['kind']> = {
    ImportDeclaration: 'import',
    ExportDeclaration: 'export from',
    DynamicImport: 'dynamic import',
  }
  parser.parse(js).iterate({
    enter(node) {
      const kind = kinds[node.name]
      if (!kind) return
      const text = js.slice(node.from, node.to)
      const name = node.node.getChild('String')
      if (kind === 'export from') hasDefault ||= node.node.getChild('default') !== null || /\bas\s+default\b/.test(text)
      if (kind === 'export from' && !name) return
      imports.push({
        from: node.from,
        to: node.to,
        kind,
        module: name ? js.slice(name.from + 1, name.to - 1) : null,
        names: kind === 'import' ? bindings(text) : [],
      })
    },
  })
  return { imports, hasDefault }
}
