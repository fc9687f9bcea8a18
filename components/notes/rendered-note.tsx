import 'katex/dist/katex.min.css'
import './rendered-note.css'
import { NoteExperiments } from '#components/experiments/placed/note-experiments.tsx'
import { CopyTex } from './copy-tex.tsx'
import { formulaFonts } from './formula-fonts.ts'
import { SettledHtml } from './settled-html.tsx'

/**
 * A note as readers see it.
 * @param html from `renderMarkdown` and nowhere else: it has passed the sanitizer.
 * @param held what stands for it in the answer of a server (`holdHtml`).
 */
export function RenderedNote({ html, hasMath, held = html }: { html: string; hasMath: boolean; held?: string }) {
  const fonts = hasMath ? formulaFonts(html) : []
  return (
    <>
      {fonts.map((href) => (
        <link key={href} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={href} />
      ))}
      <SettledHtml className="rendered-note" html={held} />
      {hasMath && <CopyTex />}
      {html.includes('data-experiment=') && <NoteExperiments />}
    </>
  )
}
