import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileResult } from './reports.ts'
import { SLOW, hashFiles, inputsOf, projectFiles } from './slow-inputs.ts'

export type Hashes = Record<string, string>

export type SlowChoice = {
  /** Of every slow file, the hash of its inputs now. */
  hashes: Hashes
  run: string[]
  /** Proved with exactly these inputs by an earlier `npm test -- --all`. */
  leftOut: string[]
}

const provedFile = (root: string) => join(root, 'scripts/test/proved.json')

/** What the last whole run proved: slow file → hash of its inputs. */
export function readProved(root: string): Hashes {
  const file = provedFile(root)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Hashes) : {}
}

/** Of these hashes, those of the files whose every test ran and passed. */
export function provedBy(hashes: Hashes, files: FileResult[]): Hashes {
  const whole = files.filter(({ failed, skipped }) => failed.length === 0 && skipped === 0).map(({ file }) => file)
  return Object.fromEntries(Object.entries(hashes).filter(([file]) => whole.includes(file)))
}

/** Writes down what a whole run proved, to be committed. */
export function writeProved(root: string, hashes: Hashes): void {
  const sorted = Object.fromEntries(Object.entries(hashes).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(provedFile(root), `${JSON.stringify(sorted, null, 2)}\n`)
}

/**
 * Decides which slow test files run: all of them when asked for, else those whose inputs are not the proved ones.
 * Without git nothing is known, and all run.
 */
export async function chooseSlow(root: string, all: boolean): Promise<SlowChoice> {
  const files = projectFiles(root)?.filter((path) => existsSync(join(root, path)))
  if (!files) return { hashes: {}, run: [], leftOut: [] }
  const proved = readProved(root)
  const hashes: Hashes = {}
  for (const file of files.filter((path) => SLOW.test(path)))
    hashes[file] = hashFiles(root, await inputsOf(root, file, files))
  const names = Object.keys(hashes)
  const leftOut = all ? [] : names.filter((name) => proved[name] === hashes[name])
  return { hashes, run: names.filter((name) => !leftOut.includes(name)), leftOut }
}
