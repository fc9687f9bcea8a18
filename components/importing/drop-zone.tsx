'use client'

import clsx from 'clsx'
import { FileText, FolderOpen, Upload, X } from 'lucide-react'
import { type ChangeEvent, type DragEvent, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { type ChosenFile, filesOfDrop, filesOfInput, showSize } from './chosen-files.ts'

const FIRST = 6
// The buttons above stand for it where there is JavaScript.
const FILE_LOOK =
  '[html[data-js]_&]:hidden control file:mr-3 file:cursor-pointer file:rounded-sm file:border-0 file:bg-accent-soft file:px-2.5 file:py-1 file:text-sm file:font-semibold file:text-accent-strong'

/** Takes files: chosen, dropped, or a whole folder of them. Without JavaScript, an ordinary file field. */
export function DropZone({
  files,
  change,
  error,
}: {
  files: readonly ChosenFile[]
  change: (files: ChosenFile[]) => void
  error: string | undefined
}) {
  const [isOver, setOver] = useState(false)
  const folder = useRef<HTMLInputElement>(null)
  const plain = useRef<HTMLInputElement>(null)
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = filesOfInput(event.target.files)
    if (chosen.length > 0) change(chosen)
    // The same file may be chosen again after it was changed on disk.
    event.target.value = ''
  }
  const drop = async (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const dropped = await filesOfDrop(event.dataTransfer.items)
    if (dropped.length > 0) change(dropped)
  }
  return (
    <div>
      <div
        role="group"
        aria-label="Files"
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
        onDrop={drop}
        className={clsx(
          'rounded-lg border-2 border-dashed p-6 transition-colors',
          isOver ? 'border-accent bg-accent-soft' : error ? 'border-danger' : 'border-line-strong bg-surface',
        )}
      >
        {files.length > 0 ? (
          <ChosenFiles files={files} change={change} />
        ) : (
          <div className="flex flex-col items-center gap-3 text-center" data-needs-js>
            <Upload aria-hidden className="size-7 text-accent" />
            <p>
              <span className="font-semibold">Drop a README here</span>, with its folder of figures if it has one.
            </p>
            <p className="max-w-md text-sm text-muted">
              Markdown, a zip archive, a whole folder, or BibTeX, RIS, CSL-JSON and Zotero exports. At most 24 MB.
            </p>
            <div className="flex flex-wrap justify-center gap-2.5">
              <Button onClick={() => plain.current?.click()}>
                <FileText aria-hidden />
                Choose files
              </Button>
              <Button onClick={() => folder.current?.click()}>
                <FolderOpen aria-hidden />
                Choose a folder
              </Button>
            </div>
          </div>
        )}
        <input
          ref={plain}
          type="file"
          multiple
          name="files[]"
          aria-label="Files to import"
          onChange={choose}
          className={FILE_LOOK}
        />
        <input
          ref={folder}
          type="file"
          aria-label="Folder to import"
          onChange={choose}
          hidden
          tabIndex={-1}
          {...{ webkitdirectory: '' }}
        />
      </div>
      {error && (
        <p role="alert" className="mt-1.5 text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  )
}

function ChosenFiles({ files, change }: { files: readonly ChosenFile[]; change: (files: ChosenFile[]) => void }) {
  const size = files.reduce((sum, { file }) => sum + file.size, 0)
  const shown = files.slice(0, FIRST)
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <p className="font-semibold" role="status">
          {files.length === 1 ? 'One file' : `${files.length.toLocaleString('en')} files`}, {showSize(size)}
        </p>
        <Button size="sm" variant="ghost" onClick={() => change([])}>
          <X aria-hidden />
          Choose something else
        </Button>
      </div>
      <ul className="mt-2 space-y-1 text-sm">
        {shown.map(({ path, file }) => (
          <li key={path} className="flex items-baseline justify-between gap-4">
            <span className="min-w-0 font-mono break-all">{path}</span>
            <span className="shrink-0 text-muted tabular-nums">{showSize(file.size)}</span>
          </li>
        ))}
      </ul>
      {files.length > FIRST && <p className="mt-1 text-sm text-muted">… and {files.length - FIRST} more</p>}
    </div>
  )
}
