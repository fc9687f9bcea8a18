import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What lies in public/lab-types/manifest.json: see scripts/build-editor-types.ts. */
export type EditorTypes = {
  /** A hash of everything that the worker is built from. */
  inputs: string
  /** `bytes` before compression. */
  worker: { url: string; bytes: number }
}

/** Where the type checker of the experiments' editor is; its name says what is in it. */
export function readEditorTypes(): EditorTypes['worker'] {
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'public/lab-types/manifest.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as EditorTypes).worker
}
