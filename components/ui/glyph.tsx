import { type Html, markup } from './markup.ts'

/** Pictograms of the pages that strangers read: plain SVG, where an icon component would bring a script along. */
const PATHS = {
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 4.5 4.5',
  close: 'M6 6l12 12M18 6 6 18',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0-6v2m0 16v2M2 12h2m16 0h2M5 5l1.4 1.4m11.2 11.2L19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  paper: 'M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6',
  pdf: 'M12 7c-2-2-5-2.5-8-2.5V18c3 0 6 .5 8 2.5 2-2 5-2.5 8-2.5V4.5c-3 0-6 .5-8 2.5Zm0 0v13',
  code: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 4l-3 16',
  project: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-9 9h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  slides: 'M3 4h18M5 4v11h14V4M12 15v3M8 21l4-3 4 3',
  video: 'M4 5h16v14H4ZM10 9l5 3-5 3Z',
  blog: 'M4 5h13v14H6a2 2 0 0 1-2-2ZM17 9h3v8a2 2 0 0 1-3 2M7 9h7M7 13h7',
  data: 'M4 6c0-4 16-4 16 0v12c0 4-16 4-16 0Zm0 0c0 4 16 4 16 0M4 12c0 4 16 4 16 0',
  other: 'M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1',
} as const

export type GlyphName = keyof typeof PATHS

/** One pictogram as text, for what is built as `markup`. */
export const glyphHtml = (name: GlyphName, className: string): Html =>
  markup`<svg aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" class="${className}"><path d="${PATHS[name]}"/></svg>`

/** One pictogram, as large as `className` says, hidden from screen readers: the text beside it speaks. */
export function Glyph({ name, className }: { name: GlyphName; className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
