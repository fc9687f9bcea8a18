/** Styles of what is drawn, as attributes: they hold in a page under its policy and in a file of their own. */
export const TEXT = { fontFamily: 'var(--font-sans)', fontSize: 12, fontVariantNumeric: 'lining-nums tabular-nums' }
export const LABEL = { ...TEXT, fill: 'var(--color-muted)' }
export const INK = { ...TEXT, fill: 'var(--color-ink)' }
export const GRID = { stroke: 'var(--color-line)', strokeWidth: 1, fill: 'none' }
export const AXIS = { stroke: 'var(--color-line-strong)', strokeWidth: 1, fill: 'none' }
