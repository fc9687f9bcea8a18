import 'katex/dist/katex.min.css'
import './rendered-note.css'
import { CopyTex } from './copy-tex.tsx'

/** The two faces of nearly every formula, asked for with the page so that its lines do not break anew when they arrive. */
const FONTS = [
  new URL('../../node_modules/katex/dist/fonts/KaTeX_Main-Regular.woff2', import.meta.url),
  new URL('../../node_modules/katex/dist/fonts/KaTeX_Math-Italic.woff2', import.meta.url),
].map(String)

/**
 * A note as readers see it.
 * @param html from `renderMarkdown` and nowhere else: it has passed the sanitizer.
 */
export function RenderedNote({ html, hasMath }: { html: string; hasMath: boolean }) {
  return (
    <>
      {hasMath &&
        FONTS.map((href) => (
          <link key={href} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={href} />
        ))}
      <div className="rendered-note" dangerouslySetInnerHTML={{ __html: html }} />
      {hasMath && <CopyTex />}
    </>
  )
}
