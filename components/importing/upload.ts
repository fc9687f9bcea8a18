import { MAX_TEXT_BYTES, MAX_UPLOAD_BYTES } from '#lib/importing/limits.ts'

/** What a person chose, kept in the browser from the preview to the import. */
export type Upload = { file: File | null; text: string; images: File[] }

/** The upload as the form that the server's actions read. */
export function uploadForm(list: string, { file, text, images }: Upload): FormData {
  const form = new FormData()
  form.set('list', list)
  if (file) form.set('file', file)
  else form.set('text', text)
  for (const image of images) form.append('images[]', image)
  return form
}

/** What the browser can tell is wrong before anything is sent. */
export function uploadProblem({
  file,
  text,
  images,
}: Upload): { field: 'file' | 'text' | 'images'; message: string } | null {
  if (!file && text.trim() === '') return { field: 'file', message: 'Choose a file, or paste its text below.' }
  if (file && file.size > MAX_TEXT_BYTES) return { field: 'file', message: 'The file is larger than 20 MB.' }
  const size = (file?.size ?? new Blob([text]).size) + images.reduce((sum, image) => sum + image.size, 0)
  if (size <= MAX_UPLOAD_BYTES) return null
  if (images.length === 0) return { field: 'text', message: 'The text is larger than 20 MB.' }
  return {
    field: 'images',
    message: 'Together with the text, the images are larger than 24 MB. Bring some of them in a second import.',
  }
}
