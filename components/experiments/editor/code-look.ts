import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { editorTheme } from '#components/notes/live/editor-look.ts'

const theme = EditorView.theme({
  '&': { fontSize: '0.875rem' },
  '.cm-gutters': {
    backgroundColor: 'var(--color-surface)',
    color: 'var(--color-muted)',
    border: 'none',
    borderRight: '1px solid var(--color-line)',
  },
  '.cm-line': { padding: '0 0.875rem' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in oklab, var(--color-sunken) 60%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--color-sunken)', color: 'var(--color-ink)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--color-accent-soft)',
    outline: '1px solid var(--color-accent)',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--color-danger-soft)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--color-highlight)' },
  '.cm-tooltip-lint, .cm-tooltip-hover': { maxWidth: 'min(36rem, 90vw)' },
  '.cm-diagnostic': {
    padding: '0.375rem 0.75rem',
    fontFamily: 'var(--font-sans)',
    fontSize: '0.875rem',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--color-danger)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--color-warning)' },
  // What explains a completion stands beside the list, and in it for the browser.
  '.cm-tooltip.cm-tooltip-autocomplete': { overflow: 'visible' },
  '.cm-tooltip .cm-completionInfo': { padding: '0', maxWidth: 'min(30rem, 85vw)' },
  '.type-info': {
    padding: '0.5rem 0.75rem',
    maxWidth: 'min(30rem, 85vw)',
    maxHeight: '18rem',
    overflow: 'auto',
    fontSize: '0.8125rem',
  },
  '.type-info-signature': { fontFamily: 'var(--font-mono)', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.type-info-words': {
    marginTop: '0.375rem',
    fontFamily: 'var(--font-sans)',
    whiteSpace: 'pre-wrap',
    color: 'var(--color-muted)',
  },
})

const words = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--color-series-7)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--color-success)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--color-warning)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--color-muted)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.className, tags.namespace], color: 'var(--color-info)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--color-accent-strong)' },
  { tag: tags.definition(tags.variableName), fontWeight: '600' },
  { tag: tags.invalid, color: 'var(--color-danger)' },
])

/** Code in the app's own colours, light and dark alike. What stands first wins. */
export const codeLook = [theme, editorTheme, syntaxHighlighting(words)]
