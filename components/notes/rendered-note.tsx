import 'katex/dist/katex.min.css'
import './rendered-note.css'
import { NoteExperiments } from '#components/experiments/placed/note-experiments.tsx'
import { CopyTex } from './copy-tex.tsx'
import { formulaFonts } from './formula-fonts.ts'
import { ServedHtml } from './served-html.tsx'

/**
 * A note as readers see it.
 * @param html from `renderMarkdown` and nowhere else: it has passed the sanitizer.
 * @param placeholder what stands for it in a page that the server makes (`placeholderFor`).
 */
export function RenderedNote({ html, hasMath, placeholder }: { html: string; hasMath: boolean; placeholder?: string }) {
  const fonts = hasMath ? formulaFonts(html) : []
  return (
    <>
      {fonts.map((href) => (
        <link key={href} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={href} />
      ))}
      <ServedHtml className="rendered-note" html={placeholder ?? html} />
      {hasMath && <CopyTex />}
      {html.includes('data-experiment=') && <NoteExperiments />}
    </>
  )
}
