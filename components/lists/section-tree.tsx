import { type Html, markup, safeHtml } from '#components/ui/markup.ts'
import { type Outline, type OutlineSection, flattenOutline, pathToSection } from '#lib/lists/outline.ts'
import { renderInline } from '#lib/markdown/render-inline.ts'
import './section-tree.css'

/** With more sections than this, only the first level and the branch one is in are open. */
const MOST_OPEN = 60

const number = new Intl.NumberFormat('en')

const countMark = (count: number) => markup` <span class="section-count">${number.format(count)}</span>`

type TreeOptions = {
  current: string | null
  sectionHref: (id: string | null) => string
  macros: Record<string, string>
}

function treeHtml(outline: Outline, { current, sectionHref, macros }: TreeOptions): Html {
  const isAllOpen = flattenOutline(outline).length <= MOST_OPEN
  const path = new Set(current === null ? [] : pathToSection(outline, current).map(({ id }) => id))
  const item = (section: OutlineSection): Html => {
    const isOpen = section.children.length > 0 && (isAllOpen || path.has(section.id))
    const mark = section.id === current && safeHtml(' aria-current="true"')
    const title = safeHtml(renderInline(section.title, { macros }))
    const link = markup`<a href="${sectionHref(section.id)}"${mark}><span>${title}</span>${countMark(section.total)}</a>`
    return markup`<li>${link}${isOpen && markup`<ul>${section.children.map(item)}</ul>`}</li>`
  }
  return markup`${outline.map(item)}`
}

/**
 * The list's sections, each with the number of papers in and below it. Beside the papers on a wide
 * screen; on a narrow one folded away above them, with no script.
 */
export function SectionTree({ outline, total, ...options }: TreeOptions & { outline: Outline; total: number }) {
  const everything = options.current === null && { 'aria-current': 'true' as const }
  return (
    <details className="section-tree">
      <summary>Sections</summary>
      <nav aria-label="Sections">
        <ul>
          <li>
            <a href={options.sectionHref(null)} {...everything}>
              <span>All papers</span>
              <span className="section-count">{number.format(total)}</span>
            </a>
          </li>
        </ul>
        <ul dangerouslySetInnerHTML={treeHtml(outline, options)} />
      </nav>
    </details>
  )
}
