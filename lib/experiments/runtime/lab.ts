import type { ExperimentDescription } from './description.ts'
import type { RunResult } from './result.ts'

/** What a run is made of, as addresses under public/lab/: text for the sealed frame, never a script of the page. */
export type LabAssets = {
  /** The compute library. `bytes` as the server holds it, before compression. */
  compute: { url: string; bytes: number }
  frame: { url: string }
}

/** One experiment that lies on disk, compiled. */
export type LabEntry = {
  slug: string
  url: string
  bytes: number
  /** Hexadecimal sha256 of the compiled text. */
  codeVersion: string
  description: ExperimentDescription
  /** README.md, Markdown with KaTeX. */
  explanation: string
  /** The TypeScript of experiment.ts, for whoever starts from it. */
  source: string
  /** Recorded by `npm run experiment:record`; null where nobody has. */
  result: RunResult | null
}

export type LabManifest = LabAssets & {
  /** A hash of everything that the folder is built from. */
  inputs: string
  experiments: LabEntry[]
}
