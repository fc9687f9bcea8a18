/** As the server has it. */
const LARGEST = 10 * 1024 * 1024
const KINDS = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** What a file input may offer. */
export const IMAGE_KINDS = [...KINDS].join(',')

/**
 * Why a file cannot be put into a note, in words for who brought it; null where it may be. Spares the way
 * to the server, which looks at the bytes themselves.
 */
export function refusalOf({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): string | null {
  if (!KINDS.has(type)) return `“${name}” was not put in: a note takes PNG, JPEG, GIF, WebP and AVIF pictures.`
  if (size === 0) return `“${name}” was not put in: the file is empty.`
  if (size > LARGEST) {
    const megabytes = (size / 1024 / 1024).toFixed(size < 20 * LARGEST ? 1 : 0)
    return `“${name}” was not put in: it has ${megabytes} MB, and a picture may have 10 MB at most.`
  }
  return null
}

/**
 * The files of what is pasted or dropped, where it is files that are meant. Cells and formatted text come
 * with a picture of themselves: there it is the text.
 */
export function filesIn(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])]
  const isText = files.length > 0 && files.every((file) => file.type.startsWith('text/'))
  return isText || data?.getData('text/plain') ? [] : files
}
