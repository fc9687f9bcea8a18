import { Fragment } from 'react'
import type { Author } from '#lib/papers/schema.ts'

const fullName = (author: Author) => [author.given, author.family].filter(Boolean).join(' ')

/** Every author that is known, in order; "…" where the source left names out. */
export function AuthorList({ authors, truncated }: { authors: readonly Author[]; truncated: boolean }) {
  if (authors.length === 0) return null
  const hasGap = authors.some((author) => author.afterGap)
  return (
    <p className="mt-4 text-lg leading-snug">
      {authors.map((author, index) => (
        <Fragment key={index}>
          {index > 0 && ', '}
          {author.afterGap && (
            <>
              <span aria-hidden title="Names are left out here">
                …{' '}
              </span>
              <span className="sr-only">names left out here, </span>
            </>
          )}
          <span className="whitespace-nowrap">{fullName(author)}</span>
        </Fragment>
      ))}
      {truncated && !hasGap && <span className="text-muted"> et al.</span>}
    </p>
  )
}
