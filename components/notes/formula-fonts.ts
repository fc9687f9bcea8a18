/** KaTeX's faces, and the class in a formula's markup that says that it needs one. */
const FACES: [mark: string, file: URL][] = [
  ['katex-html', new URL('../../node_modules/katex/dist/fonts/KaTeX_Main-Regular.woff2', import.meta.url)],
  ['mathnormal', new URL('../../node_modules/katex/dist/fonts/KaTeX_Math-Italic.woff2', import.meta.url)],
  ['mathbf', new URL('../../node_modules/katex/dist/fonts/KaTeX_Main-Bold.woff2', import.meta.url)],
  ['mathbb', new URL('../../node_modules/katex/dist/fonts/KaTeX_AMS-Regular.woff2', import.meta.url)],
  ['mathcal', new URL('../../node_modules/katex/dist/fonts/KaTeX_Caligraphic-Regular.woff2', import.meta.url)],
  ['small-op', new URL('../../node_modules/katex/dist/fonts/KaTeX_Size1-Regular.woff2', import.meta.url)],
  ['large-op', new URL('../../node_modules/katex/dist/fonts/KaTeX_Size2-Regular.woff2', import.meta.url)],
]

/** The fonts to ask for together with a note, so that its lines do not break anew when they arrive. */
export function formulaFonts(html: string): string[] {
  return FACES.filter(([mark]) => html.includes(mark)).map(([, file]) => String(file))
}
