import { Glyph } from '#components/ui/glyph.tsx'
import { identifierUrl } from '#lib/papers/fields/identifiers.ts'
import type { PaperIdentifier, PaperLink } from '#lib/papers/schema.ts'
import { KIND_LABELS, hostOf, schemeLabel } from './identifier-label.ts'

/** Where the paper is to be found: its links, each with its kind and site, and its identifiers. */
export function PaperLinks({
  links,
  identifiers,
}: {
  links: readonly PaperLink[]
  identifiers: readonly PaperIdentifier[]
}) {
  return (
    <>
      {links.length > 0 && (
        <section aria-labelledby="links">
          <h2 id="links" className="eyebrow mb-2">
            Links
          </h2>
          <ul className="grid gap-0.5">
            {links.map((link, index) => (
              <li key={index}>
                <a href={link.url} rel="noreferrer" className="group flex min-h-9 touch:min-h-11 items-center gap-2.5">
                  <Glyph name={link.kind} className="size-4 shrink-0 text-accent" />
                  <span className="link min-w-0 truncate">{link.label ?? KIND_LABELS[link.kind]}</span>
                  <span className="truncate text-sm text-muted">{hostOf(link.url)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {identifiers.length > 0 && (
        <section aria-labelledby="identifiers">
          <h2 id="identifiers" className="eyebrow mb-2">
            Identifiers
          </h2>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
            {identifiers.map((identifier) => {
              const url = identifierUrl(identifier)
              return (
                <div key={`${identifier.scheme} ${identifier.value}`} className="contents">
                  <dt className="text-muted">{schemeLabel(identifier)}</dt>
                  <dd className="tabular-nums">
                    {url ? (
                      <a href={url} rel="noreferrer" className="link break-words">
                        {identifier.value}
                      </a>
                    ) : (
                      identifier.value
                    )}
                  </dd>
                </div>
              )
            })}
          </dl>
        </section>
      )}
    </>
  )
}
