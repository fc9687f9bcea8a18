'use client'

import type { StateCommand } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import {
  Bold,
  Code,
  Heading,
  ImagePlus,
  Italic,
  Link as LinkIcon,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Quote,
  Redo2,
  Search,
  Sigma,
  Table,
  Undo2,
} from 'lucide-react'
import { openSearchPanel } from '@codemirror/search'
import { type FocusEvent, type KeyboardEvent, memo, useEffect, useRef } from 'react'
import { IMAGE_KINDS } from './image-files.ts'
import {
  MARK_COMMANDS,
  insertFormulaBlock,
  insertLink,
  insertTable,
  toggleBullets,
  toggleHeading,
  toggleNumbers,
  toggleQuote,
  toggleTasks,
} from './marks.ts'

type Tool = { label: string; keys?: string; icon: LucideIcon; run: StateCommand }

const GROUPS: Tool[][] = [
  [
    { label: 'Heading', icon: Heading, run: toggleHeading },
    { label: 'Bold', keys: 'Ctrl+B', icon: Bold, run: MARK_COMMANDS.bold },
    { label: 'Italic', keys: 'Ctrl+I', icon: Italic, run: MARK_COMMANDS.italic },
    { label: 'Code', keys: 'Ctrl+E', icon: Code, run: MARK_COMMANDS.code },
    { label: 'Link', keys: 'Ctrl+K', icon: LinkIcon, run: insertLink },
  ],
  [
    { label: 'Bullets', keys: 'Ctrl+Shift+8', icon: List, run: toggleBullets },
    { label: 'Numbers', keys: 'Ctrl+Shift+7', icon: ListOrdered, run: toggleNumbers },
    { label: 'Tasks', keys: 'Ctrl+Shift+9', icon: ListChecks, run: toggleTasks },
    { label: 'Quotation', icon: Quote, run: toggleQuote },
    { label: 'Table', icon: Table, run: insertTable },
    { label: 'Formula', keys: 'Ctrl+Shift+M', icon: Sigma, run: insertFormulaBlock },
  ],
]

const BUTTON =
  'inline-flex size-9 shrink-0 touch:size-11 items-center justify-center rounded-sm text-muted -outline-offset-2 hover:bg-accent-soft hover:text-accent-strong disabled:opacity-40 lg:not-touch:size-8 [&>svg]:size-4.5'

/** "Ctrl+B" as this reader's keyboard has it. */
const onThisKeyboard = (keys: string) =>
  /Mac|iP(?:hone|ad)/.test(navigator.platform) ? keys.replace('Ctrl+', '⌘').replace('Shift+', '⇧') : keys

function ToolButton({
  label,
  keys,
  icon: Icon,
  onPress,
  disabled,
}: {
  label: string
  keys?: string | undefined
  icon: LucideIcon
  onPress: () => void
  disabled: boolean
}) {
  return (
    <button
      type="button"
      data-tool
      aria-label={label}
      title={keys ? `${label} (${onThisKeyboard(keys)})` : label}
      disabled={disabled}
      className={BUTTON}
      // The editor keeps its selection and, on a phone, its keyboard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <Icon aria-hidden />
    </button>
  )
}

/** Arrow keys go along a toolbar; Tab enters it where one left it, and leaves it. */
function useRovingFocus() {
  const bar = useRef<HTMLDivElement>(null)
  const tools = () => [...(bar.current?.querySelectorAll<HTMLButtonElement>('[data-tool]:not(:disabled)') ?? [])]
  const enter = (tool: HTMLButtonElement | undefined) => {
    if (!tool) return
    for (const each of bar.current?.querySelectorAll<HTMLButtonElement>('[data-tool]') ?? []) each.tabIndex = -1
    tool.tabIndex = 0
  }
  // Which tools there are to go to changes with what may be done.
  useEffect(() => {
    const all = tools()
    if (!all.some((tool) => tool.tabIndex === 0) || all.every((tool) => tool.tabIndex === 0)) enter(all[0])
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const all = tools()
    const at = all.findIndex((tool) => tool === document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    const next = all.at(to % all.length)
    enter(next)
    next?.focus()
  }
  const onFocus = (event: FocusEvent) => {
    if (event.target instanceof HTMLButtonElement) enter(event.target)
  }
  return { ref: bar, onKeyDown, onFocus }
}

/** The usual marks, a press away. Everything here can be typed, and most has a shortcut. */
export const NoteToolbar = memo(function NoteToolbar({
  view,
  canWrite,
  undo,
  redo,
  addImages,
}: {
  view: EditorView | null
  canWrite: boolean
  undo: () => void
  redo: () => void
  addImages: (files: File[]) => void
}) {
  const files = useRef<HTMLInputElement>(null)
  const roving = useRovingFocus()
  const isOff = !canWrite || view === null
  const run = (command: StateCommand) => {
    if (!view) return
    command(view)
    view.focus()
  }
  return (
    <div
      role="toolbar"
      aria-label="Formatting"
      {...roving}
      className="flex items-center overflow-x-auto overscroll-x-contain border-b border-line px-1 py-1 [scrollbar-width:none]"
    >
      <ToolButton label="Undo your last edit" keys="Ctrl+Z" icon={Undo2} onPress={undo} disabled={isOff} />
      <ToolButton label="Redo" keys="Ctrl+Y" icon={Redo2} onPress={redo} disabled={isOff} />
      {GROUPS.map((group, index) => (
        <span key={index} className="ml-0.5 flex shrink-0 items-center border-l border-line pl-0.5">
          {group.map((tool) => (
            <ToolButton key={tool.label} {...tool} onPress={() => run(tool.run)} disabled={isOff} />
          ))}
        </span>
      ))}
      <span className="ml-0.5 flex shrink-0 items-center border-l border-line pl-0.5">
        <ToolButton label="Picture" icon={ImagePlus} onPress={() => files.current?.click()} disabled={isOff} />
        <ToolButton
          label="Find and replace"
          keys="Ctrl+F"
          icon={Search}
          onPress={() => view && openSearchPanel(view)}
          disabled={view === null}
        />
      </span>
      <input
        ref={files}
        type="file"
        accept={IMAGE_KINDS}
        aria-label="Pictures to put into the note"
        multiple
        hidden
        onChange={(event) => {
          addImages([...(event.target.files ?? [])])
          event.target.value = ''
          view?.focus()
        }}
      />
    </div>
  )
})
