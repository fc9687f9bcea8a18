import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { formulaTag } from './formula-syntax.ts'

/** The frame of an editor in the app's own colours, light and dark alike: they come from its variables. */
export const editorTheme = EditorView.theme({
  '&': { height: '100%', fontSize: '0.9375rem', backgroundColor: 'var(--color-surface)', color: 'var(--color-ink)' },
  '&.cm-focused': { outline: '2px solid var(--color-accent)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.65', overflow: 'auto' },
  '.cm-content': { padding: '1rem 0', caretColor: 'var(--color-ink)' },
  '.cm-line': { padding: '0 1.125rem' },
  '.cm-cursor': { borderLeftColor: 'var(--color-ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklab, var(--color-accent) 24%, transparent)',
  },
  '.cm-placeholder': { color: 'var(--color-muted)' },
  '.cm-panels': {
    backgroundColor: 'var(--color-raised)',
    color: 'var(--color-ink)',
    borderColor: 'var(--color-line)',
    fontFamily: 'var(--font-sans)',
  },
  '.cm-textfield': {
    backgroundColor: 'var(--color-surface)',
    border: '1px solid var(--color-line-strong)',
    borderRadius: 'var(--radius-sm)',
    fontSize: '0.875rem',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--color-surface)',
    border: '1px solid var(--color-line-strong)',
    borderRadius: 'var(--radius-sm)',
    fontSize: '0.8125rem',
  },
  '.cm-panel.cm-search': { display: 'flow-root', padding: '0.5rem 2.75rem 0.5rem 0.75rem', fontSize: '0.875rem' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '0.3rem',
    minHeight: '1.75rem',
    marginRight: '0.75rem',
    fontSize: '0.8125rem',
  },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0', accentColor: 'var(--color-accent)' },
  '.cm-panel.cm-search .cm-textfield': { minHeight: '2rem', padding: '0 0.5rem' },
  '.cm-panel.cm-search .cm-button': { minHeight: '2rem', padding: '0 0.625rem' },
  '.cm-panel.cm-search [name=close]': {
    top: '0.5rem',
    right: '0.5rem',
    width: '2rem',
    height: '2rem',
    borderRadius: 'var(--radius-sm)',
    fontSize: '1.125rem',
    color: 'var(--color-muted)',
  },
  '.cm-panel.cm-search [name=close]:hover': { backgroundColor: 'var(--color-accent-soft)' },
  '.cm-panel :focus-visible': { outline: '2px solid var(--color-accent)', outlineOffset: '1px' },
  '.cm-searchMatch': { backgroundColor: 'var(--color-highlight)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--color-accent)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--color-raised)',
    color: 'var(--color-ink)',
    border: '1px solid var(--color-line)',
    borderRadius: 'var(--radius-md)',
    boxShadow: 'var(--shadow-lg)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete': { padding: '0.25rem', overflow: 'hidden' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-sans)',
    fontSize: '0.9375rem',
    maxWidth: 'min(34rem, 92vw)',
    maxHeight: 'min(16rem, 40dvh)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '0.75rem',
    justifyContent: 'space-between',
    padding: '0.3rem 0.625rem',
    borderRadius: 'var(--radius-sm)',
    whiteSpace: 'normal',
    lineHeight: '1.4',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--color-accent-soft)',
    color: 'var(--color-accent-strong)',
  },
  '.cm-completionLabel': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { marginLeft: '0', color: 'var(--color-muted)', fontStyle: 'normal', fontSize: '0.8125rem' },
  '.formula-tooltip': { padding: '0.5rem 0.875rem', maxWidth: 'min(40rem, 90vw)', overflow: 'auto', fontSize: '1rem' },
  '.cm-ySelectionInfo': {
    fontFamily: 'var(--font-sans)',
    fontSize: '0.75rem',
    fontWeight: '600',
    padding: '0.05rem 0.35rem',
    borderRadius: 'var(--radius-sm)',
    top: '-1.25em',
    pointerEvents: 'none',
  },
  '.cm-ySelectionCaret': { borderLeftWidth: '1px', borderRightWidth: '1px' },
  '.pending-image': {
    padding: '0.1rem 0.4rem',
    borderRadius: 'var(--radius-sm)',
    backgroundColor: 'var(--color-sunken)',
    color: 'var(--color-muted)',
    fontFamily: 'var(--font-sans)',
    fontSize: '0.8125rem',
  },
})

const words = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700', color: 'var(--color-accent-strong)' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.link, tags.url], color: 'var(--color-accent)' },
  { tag: formulaTag, color: 'var(--color-info)' },
  { tag: [tags.monospace, tags.special(tags.string)], color: 'var(--color-warning)' },
  { tag: [tags.processingInstruction, tags.meta, tags.contentSeparator], color: 'var(--color-muted)' },
  { tag: tags.quote, color: 'var(--color-muted)' },
])

/** The note's editor: its frame, and how Markdown looks in it. */
export const editorLook = [editorTheme, syntaxHighlighting(words)]
