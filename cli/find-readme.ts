import { readdir } from 'node:fs/promises'
import { AppError } from '#lib/errors.ts'

const README = /^readme(\.(md|markdown|mdown|txt))?$/i

/** The README of a folder. @throws AppError invalid where it has none. */
export async function findReadmeIn(folder: string): Promise<string> {
  const names = (await readdir(folder)).toSorted()
  const texts = names.filter((name) => /\.(md|markdown|mdown)$/i.test(name))
  const found = names.find((name) => README.test(name)) ?? (texts.length === 1 ? texts[0] : undefined)
  if (found === undefined) throw new AppError('invalid', `${folder} cannot be read: it is a folder without a README.`)
  return found
}
