import { itemSchema, readItem } from './csl.ts'
import type { ReadReferences } from './reference.ts'

const isItem = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  ('title' in value || 'DOI' in value) &&
  ('type' in value || 'author' in value || 'issued' in value)

/** The items of CSL-JSON: a list, one item, or a list under "items"; null where the JSON holds none. */
export function parseCslJson(text: string): unknown[] | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const list = isItem(json) ? [json] : Array.isArray(json) ? json : itemsOf(json)
  return list.some(isItem) ? list : null
}

function itemsOf(json: unknown): unknown[] {
  return typeof json === 'object' && json !== null && 'items' in json && Array.isArray(json.items) ? json.items : []
}

/** Reads CSL-JSON (Zotero, Mendeley, pandoc, Crossref's own), item by item. */
export function readCslJson(items: readonly unknown[]): ReadReferences {
  const result: ReadReferences = { references: [], warnings: [] }
  for (const [index, value] of items.entries()) {
    const item = itemSchema.safeParse(value)
    const reference = item.success ? readItem(item.data) : null
    if (reference) result.references.push(reference)
    else result.warnings.push(`Item ${index + 1}: it has no title; it was left out.`)
  }
  return result
}
