import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { SYSTEM } from '#lib/access/roles.ts'
import { importNewList } from '#lib/readme/apply/new-list-commands.ts'
import { newListSchema } from '#lib/lists/schema.ts'
import { prisma } from '#prisma/client.ts'

export const SEED_SLUG = 'awesome-llm-papers'

async function readAssets(folder: string): Promise<Map<string, Uint8Array>> {
  const assets = new Map<string, Uint8Array>()
  for (const name of await readdir(folder)) {
    if (/\.(png|jpe?g|gif|webp|avif)$/i.test(name)) assets.set(`assets/${name}`, await readFile(join(folder, name)))
  }
  return assets
}

/**
 * Gives an empty installation its first list, through the importer like any other.
 * @param folder where README.md and assets/ lie.
 * @returns whether it did: false where there already is a list.
 */
export async function seedIfEmpty(folder: string = import.meta.dirname): Promise<boolean> {
  if ((await prisma().list.count()) > 0) return false
  const bytes = await readFile(join(folder, 'README.md'))
  const assets = await readAssets(join(folder, 'assets'))
  const fields = newListSchema.parse({
    slug: SEED_SLUG,
    title: 'Awesome LLM Papers',
    description: 'Papers on large language models that we read together, with our notes.',
  })
  await importNewList(SYSTEM, fields, { bytes, origin: 'README.md', assets })
  return true
}
