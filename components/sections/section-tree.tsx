'use client'

import { type Outline, flattenOutline } from '#lib/lists/outline.ts'
import type { SectionActions } from './section-actions.ts'
import { SectionRow } from './section-row.tsx'

/** The sections as they nest, each with what an admin may do with it. */
export function SectionTree({ list, outline, ...actions }: { list: string; outline: Outline } & SectionActions) {
  const all = flattenOutline(outline)
  const level = (sections: Outline) => (
    <ul>
      {sections.map((section, index) => (
        <li key={section.id}>
          <SectionRow
            list={list}
            section={section}
            all={all}
            isFirst={index === 0}
            isLast={index === sections.length - 1}
            {...actions}
          />
          {section.children.length > 0 && (
            <div className="ml-3 border-l border-line pl-3 sm:ml-4 sm:pl-5">{level(section.children)}</div>
          )}
        </li>
      ))}
    </ul>
  )
  return level(outline)
}
