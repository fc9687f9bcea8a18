import { MAX_UPLOAD_BYTES } from '#lib/readme/limits.ts'

/** A file that somebody chose, with the folders it lies in. */
export type ChosenFile = { path: string; file: File }

/** What a folder holds beside lists and figures stays where it is: sources, hidden files, dependencies. */
const WANTED = /\.(md|markdown|mdown|mkd|txt|bib|bibtex|ris|json|zip|png|jpe?g|gif|webp|avif|svg)$|(^|\/)readme$/i
const isJunk = (path: string) => path.split('/').some((part) => part.startsWith('.') || part === 'node_modules')
const MAX_IN_FOLDER = 5000

/** The files of an <input>; those of a folder with their paths in it. */
export function filesOfInput(list: FileList | null): ChosenFile[] {
  const files = [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
  return files.length > 1 ? files.filter(({ path }) => WANTED.test(path) && !isJunk(path)) : files
}

/** What was dropped: files as they are, folders with everything in them that an import may want. */
export async function filesOfDrop(items: DataTransferItemList): Promise<ChosenFile[]> {
  // The list is emptied once the event has been handled: entries are taken out before anything is awaited.
  const dropped = [...items].flatMap((item) => {
    const entry = item.webkitGetAsEntry()
    return entry ? [entry] : []
  })
  const found: ChosenFile[] = []
  const walk = async (entry: FileSystemEntry, isWithin: boolean): Promise<void> => {
    const path = entry.fullPath.replace(/^\//, '')
    if (found.length >= MAX_IN_FOLDER || (isWithin && isJunk(path))) return
    if (isDirectory(entry)) {
      for (const inner of await entriesOf(entry)) await walk(inner, true)
    } else if (isFile(entry) && (!isWithin || WANTED.test(path))) {
      found.push({ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) })
    }
  }
  for (const entry of dropped) await walk(entry, false)
  return found
}

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  // A browser hands out a hundred at a time, until it hands out none.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}

/** What is wrong with the choice before anything is sent; null where nothing is. */
export function problemOf(files: readonly ChosenFile[], text: string): string | null {
  if (files.length === 0) return text.trim() === '' ? 'Choose a file, or put a text or an address below.' : null
  const size = files.reduce((sum, { file }) => sum + file.size, 0)
  if (size === 0) return files.length === 1 ? 'The file is empty.' : 'The files are empty.'
  if (size <= MAX_UPLOAD_BYTES) return null
  return `Together the files have ${megabytes(size)}; at most 24 MB go at once. Leave some images out, and bring them in a second import.`
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** "1.2 MB", "34 kB". */
export const showSize = (bytes: number) =>
  bytes >= 1024 * 1024 ? megabytes(bytes) : `${Math.max(1, Math.round(bytes / 1024))} kB`
