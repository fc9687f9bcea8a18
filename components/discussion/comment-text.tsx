import 'katex/dist/katex.min.css'
import '#components/notes/rendered-note.css'
import { SettledHtml } from '#components/notes/settled-html.tsx'
import './comment-text.css'

/**
 * What somebody said.
 * @param html from the discussion's queries and nowhere else: it has passed the sanitizer.
 */
export function CommentText({ html }: { html: string }) {
  return <SettledHtml className="rendered-note comment-text" html={html} />
}
