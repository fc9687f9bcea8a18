import Link from 'next/link'
import { renderInline } from '#lib/markdown/render-inline.ts'
import type { CitingNote } from '#lib/notes/citation.ts'

/** The notes that cite a paper; nothing where none does. */
export function CitedBy({ notes, paperHref }: { notes: readonly CitingNote[]; paperHref: (id: string) => string }) {
  if (notes.length === 0) return null
  return (
    <section aria-labelledby="cited-by">
      <h2 id="cited-by" className="eyebrow mb-2">
        Cited by these notes
      </h2>
      <ul className="grid gap-0.5">
        {notes.map((note) => (
          <li key={note.paperId}>
            <Link
              href={paperHref(note.paperId)}
              className="link inline-block py-1"
              dangerouslySetInnerHTML={{ __html: renderInline(note.title) }}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
