'use client'

import clsx from 'clsx'
import { memo, useEffect, useEffectEvent, useRef } from 'react'
import type { RenderedBlock } from '#lib/markdown/render-blocks.ts'
import 'katex/dist/katex.min.css'
import '../rendered-note.css'
import { taskLines } from './tasks.ts'

/** One block of the note. Drawn anew only when its HTML is another: open details stay open while one writes elsewhere. */
const Block = memo(function Block({ html, line, endLine }: Pick<RenderedBlock, 'html' | 'line' | 'endLine'>) {
  return <div data-line={line} data-end-line={endLine} dangerouslySetInnerHTML={{ __html: html }} />
})

function lineAtTop(pane: HTMLElement): number | null {
  const top = pane.getBoundingClientRect().top + 8
  for (const block of pane.querySelectorAll<HTMLElement>('[data-line]')) {
    const box = block.getBoundingClientRect()
    if (box.bottom <= top) continue
    const [from, to] = [Number(block.dataset.line), Number(block.dataset.endLine)]
    return from + Math.max(0, Math.min(1, (top - box.top) / Math.max(1, box.height))) * (to - from + 1)
  }
  return null
}

/**
 * The note as readers will see it, block by block. Follows the editor's first line (`topLine`), and tells
 * its own when it is scrolled itself; a task's box that is ticked here is ticked in the text.
 */
export function LivePreview({
  blocks,
  topLine,
  isShown,
  onScroll,
  onTick,
}: {
  blocks: readonly RenderedBlock[]
  topLine: number
  isShown: boolean
  onScroll: (line: number) => void
  /** The task on this line of the text (from 0) changes its mark; not given where nothing may be written. */
  onTick?: ((line: number) => void) | undefined
}) {
  const pane = useRef<HTMLDivElement>(null)
  /** While the editor leads, the scrolling that follows is not the reader's own. */
  const led = useRef(0)

  // The editor at its end stays there, while what is written makes the preview grow.
  const atEnd = topLine === Infinity ? blocks : null
  useEffect(() => {
    const element = pane.current
    if (!element) return
    const all = [...element.querySelectorAll<HTMLElement>('[data-line]')]
    const block = all.findLast((each) => Number(each.dataset.line) <= topLine) ?? all[0]
    if (!block) return
    const [from, to] = [Number(block.dataset.line), Number(block.dataset.endLine)]
    const part = Math.max(0, Math.min(1, (topLine - from) / Math.max(1, to - from + 1)))
    const within = block.offsetTop + part * block.offsetHeight - 8
    const target = topLine <= 0 ? 0 : topLine === Infinity ? element.scrollHeight - element.clientHeight : within
    if (Math.abs(element.scrollTop - target) < 4) return
    led.current = performance.now() + 250
    element.scrollTop = target
  }, [topLine, atEnd])

  // Boxes are drawn disabled, as readers have them; here they work.
  useEffect(() => {
    if (!onTick) return
    for (const box of pane.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])
      box.disabled = false
  }, [blocks, onTick])

  const tick = useEffectEvent((event: Event) => {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || box.type !== 'checkbox' || !onTick) return
    const holder = box.closest<HTMLElement>('[data-line]')
    if (!holder) return
    const block = blocks.find(({ line }) => line === Number(holder.dataset.line))
    const index = [...holder.querySelectorAll('input[type=checkbox]')].indexOf(box)
    const line = block && taskLines(block.source)[index]
    // The text decides: the preview follows it.
    event.preventDefault()
    if (block && line !== undefined) onTick(block.line + line)
  })
  useEffect(() => {
    const element = pane.current
    element?.addEventListener('click', tick)
    return () => element?.removeEventListener('click', tick)
  }, [])

  return (
    <div
      ref={pane}
      role="group"
      aria-label="Preview"
      tabIndex={0}
      onScroll={(event) => {
        if (performance.now() < led.current) return
        const line = lineAtTop(event.currentTarget)
        if (line !== null) onScroll(line)
      }}
      className={clsx('relative min-h-0 min-w-0 overflow-y-auto bg-surface px-5 py-4', !isShown && 'max-lg:hidden')}
    >
      {blocks.length === 0 ? (
        <p className="text-muted">What you write is shown here as readers will see it.</p>
      ) : (
        <div className="rendered-note">
          {blocks.map((block) => (
            <Block key={block.key} html={block.html} line={block.line} endLine={block.endLine} />
          ))}
        </div>
      )}
    </div>
  )
}
