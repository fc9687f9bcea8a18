import 'katex/dist/katex.min.css'
import '#components/notes/rendered-note.css'
import { ServedHtml } from '#components/notes/served-html.tsx'
import './comment-text.css'

/**
 * What somebody said.
 * @param html from the discussion's queries and nowhere else: it has passed the sanitizer.
 */
export function CommentText({ html }: { html: string }) {
  return <ServedHtml className="rendered-note comment-text" html={html} />
}
