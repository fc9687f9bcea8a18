import { PageHeader } from '#components/ui/page-header.tsx'
import { renderInline } from '#lib/markdown/render-inline.ts'
import type { PublicList, PublicSection } from '#lib/sharing/present.ts'

/** What is shared, by name: the list with its description, or a section of it. */
export function SharedHeading({ list, section }: { list: PublicList; section: PublicSection | null }) {
  if (!section) return <PageHeader title={list.title} description={list.description} />
  const title = renderInline(section.title, { macros: list.macros })
  return <PageHeader eyebrow="Section" title={<span dangerouslySetInnerHTML={{ __html: title }} />} />
}
