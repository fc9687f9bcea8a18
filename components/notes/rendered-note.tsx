import 'katex/dist/katex.min.css'
import './rendered-note.css'
import { CopyTex } from './copy-tex.tsx'

/**
 * A note as readers see it.
 * @param html from `renderMarkdown` and nowhere else: it has passed the sanitizer.
 */
export function RenderedNote({ html, hasMath }: { html: string; hasMath: boolean }) {
  return (
    <>
      <div className="rendered-note" dangerouslySetInnerHTML={{ __html: html }} />
      {hasMath && <CopyTex />}
    </>
  )
}
