'use client'

import { ZoomIn, ZoomOut } from 'lucide-react'
import { useState } from 'react'
import type { Span } from '#lib/experiments/runtime/contract.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { TimelinePlot, type TimelineSpec } from './timeline-plot.tsx'

const WIDEST = 16

/** A timeline that can be drawn wider, and then scrolls. */
export function TimelineReader({ spec, spans, width }: { spec: TimelineSpec; spans: readonly Span[]; width: number }) {
  const [zoom, setZoom] = useState(1)
  return (
    <div>
      <div className="mb-1 flex justify-end gap-1">
        <IconButton label="Draw it narrower" disabled={zoom <= 1} onClick={() => setZoom(Math.max(1, zoom / 2))}>
          <ZoomOut />
        </IconButton>
        <IconButton label="Draw it wider" disabled={zoom >= WIDEST} onClick={() => setZoom(Math.min(WIDEST, zoom * 2))}>
          <ZoomIn />
        </IconButton>
      </div>
      <div role="region" aria-label={`${spec.title}: scrolls sideways`} tabIndex={0} className="overflow-x-auto pb-2">
        <TimelinePlot spec={spec} spans={spans} width={width * zoom} />
      </div>
    </div>
  )
}
