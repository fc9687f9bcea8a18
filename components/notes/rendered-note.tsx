import 'katex/dist/katex.min.css'
import './rendered-note.css'
import { NoteExperiments } from '#components/experiments/placed/note-experiments.tsx'
import { CopyTex } from './copy-tex.tsx'
import { formulaFonts } from './formula-fonts.ts'

/**
 * A note as readers see it.
 * @param html from `renderMarkdown` and nowhere else: it has passed the sanitizer.
 */
export function RenderedNote({ html, hasMath }: { html: string; hasMath: boolean }) {
  const fonts = hasMath ? formulaFonts(html) : []
  return (
    <>
      {fonts.map((href) => (
        <link key={href} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={href} />
      ))}
      <div className="rendered-note" dangerouslySetInnerHTML={{ __html: html }} />
      {hasMath && <CopyTex />}
      {html.includes('data-experiment=') && <NoteExperiments />}
    </>
  )
}
