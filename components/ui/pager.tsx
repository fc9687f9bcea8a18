import { ButtonLink } from './button.tsx'

/** Ways to the pages before and after; nothing where there is one page. */
export function Pager({ page, pages, href }: { page: number; pages: number; href: (page: number) => string }) {
  if (pages < 2) return null
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap items-center gap-3">
      {page > 1 && (
        <ButtonLink size="sm" href={href(page - 1)} rel="prev">
          Previous page
        </ButtonLink>
      )}
      <p className="text-sm text-muted tabular-nums">
        Page {page} of {pages}
      </p>
      {page < pages && (
        <ButtonLink size="sm" href={href(page + 1)} rel="next">
          Next page
        </ButtonLink>
      )}
    </nav>
  )
}
