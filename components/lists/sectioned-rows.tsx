import { paperRow, type RowOptions } from '#components/papers/paper-row.tsx'
import { type Html, markup, safeHtml } from '#components/ui/markup.ts'
import type { Outline } from '#lib/lists/outline.ts'
import { renderInline } from '#lib/markdown/render-inline.ts'
import type { PaperPage } from '#lib/papers/queries.ts'
import { type SectionBlock, arrangeRows } from './arrange-rows.ts'
import './sectioned-rows.css'

type Block = SectionBlock<PaperPage['rows'][number]>
type SectionedOptions = RowOptions & { sectionHref: (id: string) => string }

function blockHtml({ section, isContinued, isEmpty, rows }: Block, options: SectionedOptions): Html {
  const level = Math.min(section.depth + 2, 6)
  const title = safeHtml(renderInline(section.title, { macros: options.macros }))
  const more = isContinued && markup` <span class="section-continued">continued</span>`
  const heading = markup`<h${level} class="section-heading"><a href="${options.sectionHref(section.id)}">${title}</a>${more}</h${level}>`
  const empty = isEmpty && markup`<p class="section-empty">No papers yet</p>`
  const papers = rows.length > 0 && markup`<ul class="paper-rows">${rows.map((row) => paperRow(row, options))}</ul>`
  return markup`${heading}${empty}${papers}`
}

/** Papers under the headings of their sections, in the order of the README. */
export function SectionedRows({
  outline,
  page,
  isFiltered,
  options,
}: {
  outline: Outline
  page: PaperPage
  isFiltered: boolean
  options: SectionedOptions
}) {
  const blocks = arrangeRows(outline, page, isFiltered)
  return (
    <div className="sectioned" dangerouslySetInnerHTML={markup`${blocks.map((block) => blockHtml(block, options))}`} />
  )
}
