import type { MetadataService } from '#lib/jobs/schema.ts'
import type { Author, PaperIdentifier } from '#lib/papers/schema.ts'

/** What a service knows of a paper; null and empty where it does not say. */
export type Answer = {
  title: string | null
  authors: Author[]
  authorsTruncated: boolean
  venue: string | null
  year: number | null
  abstract: string | null
  /** Lower case, without the resolver's address. */
  doi: string | null
}

/** A reply that is not in the service's documented format. */
export class UnreadableReply extends Error {
  override readonly name = 'UnreadableReply'
}

/** A reply by which the service says that it does not take the request as it stands. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest'
}

export type Service = {
  name: MetadataService
  /** As people know it. */
  label: string
  /** How many papers one request may ask for. */
  batchSize: number
  /** Least time between the starts of two requests, in ms, by what the service publishes. */
  interval: number
  /** What to ask the service by, for a paper with these identifiers; null: it cannot know it. */
  keyOf: (identifiers: readonly PaperIdentifier[]) => string | null
  /** The address that asks for these keys. */
  address: (keys: readonly string[]) => string
  /** The answers by key. @throws UnreadableReply, RefusedRequest. */
  read: (body: string) => Map<string, Answer>
}

/** The paper's DOI; ACL's own ids have one each. A comma or bar in it would end it in the services' filters. */
export function doiOf(identifiers: readonly PaperIdentifier[]): string | null {
  const doi = identifiers.find(({ scheme }) => scheme === 'doi')?.value
  const acl = identifiers.find(({ scheme }) => scheme === 'acl')?.value
  const found = doi ?? (acl && `10.18653/v1/${acl}`.toLowerCase())
  return found && !/[,|]/.test(found) ? found : null
}

/** "https://doi.org/10.1/X" as it is compared and stored. */
export const bareDoi = (doi: string) =>
  doi
    .trim()
    .replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, '')
    .toLowerCase()

/** One line, without the line breaks that services put into titles; null for nothing. */
export const oneLine = (text: string | null | undefined): string | null => text?.replace(/\s+/g, ' ').trim() || null

/** The reply as JSON. @throws UnreadableReply. */
export function readJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch (cause) {
    throw new UnreadableReply('not JSON', { cause })
  }
}
