'use client'

import { ArrowDown, ArrowUp, Ellipsis, FolderPlus, FolderTree, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import type { OutlineSection } from '#lib/lists/outline.ts'
import { AddSectionDialog } from './add-section.tsx'
import { MoveSectionDialog } from './move-section-dialog.tsx'
import { RemoveSectionDialog } from './remove-section-dialog.tsx'
import { RenameSectionDialog } from './rename-section-dialog.tsx'
import type { SectionActions } from './section-actions.ts'
import { StepForm } from './step-form.tsx'

type Open = 'rename' | 'move' | 'add' | 'remove' | null

export function SectionRow({
  list,
  section,
  all,
  isFirst,
  isLast,
  add,
  rename,
  move,
  remove,
}: {
  list: string
  section: OutlineSection
  all: readonly OutlineSection[]
  isFirst: boolean
  isLast: boolean
} & SectionActions) {
  const [open, setOpen] = useState<Open>(null)
  const dialog = (which: Open) => ({
    list,
    section,
    open: open === which,
    onOpenChange: (now: boolean) => setOpen(now ? which : null),
  })
  return (
    <div className="flex items-center justify-between gap-3 border-b border-line py-1.5">
      <div className="flex min-w-0 items-baseline gap-3">
        <Link
          href={`/l/${list}?section=${section.id}`}
          className="min-w-0 truncate font-serif text-lg hover:text-accent"
        >
          {section.title}
        </Link>
        <span className="shrink-0 text-sm text-muted tabular-nums">
          {section.count === 1 ? '1 paper' : `${section.count} papers`}
        </span>
      </div>
      <div className="flex shrink-0 items-center">
        <StepForm action={move} list={list} section={section} direction="up" isEnd={isFirst}>
          <ArrowUp aria-hidden />
        </StepForm>
        <StepForm action={move} list={list} section={section} direction="down" isEnd={isLast}>
          <ArrowDown aria-hidden />
        </StepForm>
        <Menu
          trigger={
            <IconButton label={`More for ${section.title}`}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => setOpen('rename')}>
            <Pencil aria-hidden /> Rename…
          </MenuItem>
          <MenuItem onSelect={() => setOpen('add')}>
            <FolderPlus aria-hidden /> Add a section inside…
          </MenuItem>
          <MenuItem onSelect={() => setOpen('move')}>
            <FolderTree aria-hidden /> Move elsewhere…
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={() => setOpen('remove')}>
            <Trash2 aria-hidden /> Remove…
          </MenuItem>
        </Menu>
      </div>
      <RenameSectionDialog {...dialog('rename')} action={rename} />
      <AddSectionDialog
        list={list}
        parent={section}
        open={open === 'add'}
        onOpenChange={(now) => setOpen(now ? 'add' : null)}
        action={add}
      />
      <MoveSectionDialog {...dialog('move')} all={all} action={move} />
      <RemoveSectionDialog {...dialog('remove')} action={remove} />
    </div>
  )
}
