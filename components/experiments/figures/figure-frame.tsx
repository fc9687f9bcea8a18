'use client'

import { Download } from 'lucide-react'
import { type ReactNode, useId, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { saveFile, standaloneSvg } from './download.ts'

/** What stands around every figure: its title, what it shows, and its files. */
export function FigureFrame({
  title,
  caption,
  file,
  csv,
  svg,
  note,
  children,
}: {
  title: string
  caption?: ReactNode
  /** The files' name, without an ending. */
  file: string
  /** Null: it has no numbers. */
  csv: (() => string | null) | null
  /** Instead of the drawing in it; null: there is none. */
  svg?: (() => string) | null
  note?: ReactNode
  children: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const titleId = useId()
  const saveSvg = () => {
    const drawing = box.current?.querySelector('svg[role=img]')
    const text = svg ? svg() : drawing instanceof SVGSVGElement ? standaloneSvg(drawing) : null
    if (text) saveFile(`${file}.svg`, 'image/svg+xml', text)
  }
  const saveCsv = () => {
    const text = csv?.()
    if (text) saveFile(`${file}.csv`, 'text/csv', text)
  }
  return (
    <figure aria-labelledby={titleId} className="min-w-0 rounded-lg border border-line bg-surface p-4 sm:p-5">
      <figcaption className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <h3 id={titleId} className="min-w-0 flex-1 basis-52 font-serif text-lg leading-snug font-semibold">
          {title}
        </h3>
        <span data-needs-js className="flex gap-1">
          {svg !== null && (
            <Button variant="ghost" size="sm" onClick={saveSvg} aria-label={`Download “${title}” as SVG`}>
              <Download aria-hidden /> SVG
            </Button>
          )}
          {csv && (
            <Button variant="ghost" size="sm" onClick={saveCsv} aria-label={`Download “${title}” as CSV`}>
              <Download aria-hidden /> CSV
            </Button>
          )}
        </span>
        {caption && <p className="w-full max-w-measure text-sm text-muted">{caption}</p>}
      </figcaption>
      <div ref={box}>{children}</div>
      {note && <p className="mt-2 text-sm text-muted">{note}</p>}
    </figure>
  )
}
