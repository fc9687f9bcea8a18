'use client'

import clsx from 'clsx'
import { memo, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { RenderedBlock } from '#lib/markdown/render-blocks.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import 'katex/dist/katex.min.css'
import '../../rendered-note.css'
import type { ScrollStep } from '../scroll-step.ts'
import type { Chunk } from './chunks.ts'
import { previewPane } from './preview-pane.ts'
import { type Blocks, NOTHING } from './use-blocks.ts'

/** The boxes of tasks, and no others that somebody wrote as HTML. */
const BOX = 'li.task-list-item > input:first-child, li.task-list-item > p:first-child > input:first-child'
const TASK = /<li class="task-list-item">\s*(?:<p>)?<input [^>]*>/g

/** Boxes are drawn disabled, as readers have them; here they work. */
const withBoxes = (html: string) => html.replace(TASK, (task) => task.replace(' disabled', ''))

/** One block of the note. Drawn anew only when its HTML is another: open details stay open while one writes elsewhere. */
const Block = memo(function Block({ html, mayTick }: { html: string; mayTick: boolean }) {
  return <div data-block dangerouslySetInnerHTML={{ __html: mayTick ? withBoxes(html) : html }} />
})

/** How high a block will be, in px, as long as it was never in sight: so that the way to scroll is about right. */
const heightOf = ({ source, line, endLine }: RenderedBlock) =>
  20 + 30 * Math.max(endLine - line, Math.ceil(source.length / 55))

const ChunkOfBlocks = memo(function ChunkOfBlocks({ blocks, mayTick }: Omit<Chunk, 'key'> & { mayTick: boolean }) {
  const height = blocks.reduce((sum, block) => sum + heightOf(block), 0)
  return (
    <div
      data-chunk
      data-cites={blocks.some(({ html }) => html.includes('class="citation')) || undefined}
      style={{ containIntrinsicBlockSize: `auto ${height}px` }}
    >
      {blocks.map((block) => (
        <Block key={block.key} html={block.html} mayTick={mayTick} />
      ))}
    </div>
  )
})

/**
 * The note as readers will see it, in step with the editor. A task's box that is ticked here is ticked in
 * the text.
 */
export function LivePreview({
  shown,
  hasFailed,
  retry,
  isShown,
  step,
  onTick,
}: {
  /** Null until there is something to be shown. */
  shown: Blocks | null
  /** Nothing is rendered any more; `retry` begins anew. */
  hasFailed: boolean
  retry: () => void
  isShown: boolean
  step: ScrollStep
  /**
   * The task that stood on this line of the text (from 0), in these words, changes its mark; null where nothing
   * may be written.
   */
  onTick: ((line: number, written: string) => void) | null
}) {
  const { blocks, chunks } = shown ?? NOTHING
  const isEmpty = blocks.length === 0
  const pane = useRef<HTMLDivElement>(null)
  const note = useRef<HTMLDivElement>(null)
  /** The box that was ticked: its block is drawn anew, and the keyboard must not lose its place. */
  const ticked = useRef<{ line: number; index: number; html: string } | null>(null)
  const latest = useRef(NOTHING)

  useLayoutEffect(() => {
    latest.current = shown ?? NOTHING
  }, [shown])
  useEffect(() => step.join('preview', previewPane(pane, note, latest)), [step])
  // What is written, pictures that arrive and blocks that come into sight change its height: the two stay in step.
  useEffect(() => {
    if (!pane.current) return
    const observer = new ResizeObserver(() => step.settle())
    observer.observe(pane.current)
    if (note.current) observer.observe(note.current)
    return () => observer.disconnect()
  }, [step, isEmpty])
  useEffect(() => {
    if (isShown) step.bring('preview')
  }, [step, isShown])

  useEffect(() => {
    const back = ticked.current
    const index = blocks.findIndex(({ line }) => line === back?.line)
    if (!back || blocks[index]?.html === back.html) return
    ticked.current = null
    if (document.activeElement !== document.body) return
    const holder = note.current?.querySelectorAll('[data-block]')[index]
    holder?.querySelectorAll<HTMLInputElement>(BOX)[back.index]?.focus({ preventScroll: true })
  }, [blocks])

  const tick = useEffectEvent((event: Event) => {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || box.type !== 'checkbox' || !onTick) return
    const holder = box.closest('[data-block]')
    const block = holder && blocks[[...(note.current?.querySelectorAll('[data-block]') ?? [])].indexOf(holder)]
    if (!block) return
    const boxes = [...holder.querySelectorAll(BOX)]
    const index = boxes.indexOf(box)
    const line = block.tasks[index]
    // The text decides: the preview follows it.
    event.preventDefault()
    // HTML that imitates or hides a task: which line a box stands for is not known.
    if (line === undefined || boxes.length !== block.tasks.length) return
    ticked.current = { line: block.line, index, html: block.html }
    onTick(block.line + line, block.source.split('\n')[line] ?? '')
  })
  const lead = useEffectEvent(() => step.lead('preview'))
  useEffect(() => {
    const element = pane.current
    if (!element) return
    const touches = ['wheel', 'pointerdown', 'touchmove', 'keydown'] as const
    element.addEventListener('click', tick)
    for (const touch of touches) element.addEventListener(touch, lead, { passive: true })
    return () => {
      element.removeEventListener('click', tick)
      for (const touch of touches) element.removeEventListener(touch, lead)
    }
  }, [])

  return (
    <div
      ref={pane}
      role="group"
      aria-label="Preview"
      tabIndex={0}
      onScroll={() => step.scrolled('preview')}
      className={clsx(
        'relative min-h-0 min-w-0 overflow-y-auto bg-surface px-5 py-4 -outline-offset-2',
        !isShown && 'max-lg:hidden',
      )}
    >
      {hasFailed && (
        <Notice
          tone="warning"
          role="alert"
          className="mb-4"
          title="The preview has stopped."
          action={<Button onClick={retry}>Try again</Button>}
        >
          You can go on writing without it.
        </Notice>
      )}
      {isEmpty ? (
        shown && <p className="text-muted">What you write is shown here as readers will see it.</p>
      ) : (
        <div ref={note} className="rendered-note">
          {chunks.map((chunk) => (
            <ChunkOfBlocks key={chunk.key} blocks={chunk.blocks} mayTick={onTick !== null} />
          ))}
        </div>
      )}
    </div>
  )
}
