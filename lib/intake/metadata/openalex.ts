import { z } from 'zod'
import { env } from '#lib/env.ts'
import { readFullName } from './names.ts'
import { type Answer, type Service, UnreadableReply, bareDoi, doiOf, oneLine, readJson } from './service.ts'

const workSchema = z.object({
  doi: z.string(),
  title: z.string().nullish(),
  publication_year: z.number().int().nullish(),
  is_authors_truncated: z.boolean().nullish(),
  authorships: z
    .array(
      z.object({
        raw_author_name: z.string().nullish(),
        author: z.object({ display_name: z.string().nullish() }).nullish(),
      }),
    )
    .catch([]),
  primary_location: z
    .object({ source: z.object({ display_name: z.string().nullish(), type: z.string().nullish() }).nullish() })
    .nullish()
    .catch(null),
  abstract_inverted_index: z.record(z.string(), z.array(z.number().int().nonnegative())).nullish().catch(null),
})
const replySchema = z.object({ results: z.array(z.unknown()) })

/** OpenAlex gives an abstract as its words and where each stands. */
function readAbstract(index: Record<string, number[]> | null | undefined): string | null {
  const words: string[] = []
  for (const [word, places] of Object.entries(index ?? {})) {
    for (const place of places) if (place < 20_000) words[place] = word
  }
  return oneLine(words.filter(Boolean).join(' '))
}

/** "arXiv (Cornell University)" is a place to put papers, not where they came out. */
const venueOf = (source: { display_name?: string | null; type?: string | null } | null | undefined) =>
  source?.type === 'repository' ? null : oneLine(source?.display_name)

function readWork(work: z.output<typeof workSchema>): Answer {
  const doi = bareDoi(work.doi)
  return {
    title: oneLine(work.title),
    authors: work.authorships.flatMap(
      ({ author, raw_author_name }) => readFullName(author?.display_name ?? raw_author_name ?? '') ?? [],
    ),
    authorsTruncated: work.is_authors_truncated ?? false,
    venue: venueOf(work.primary_location?.source),
    year: work.publication_year ?? null,
    abstract: readAbstract(work.abstract_inverted_index),
    doi: doi.startsWith('10.48550/') ? null : doi,
  }
}

const ARXIV_PREFIX = '10.48550/arxiv.'

/**
 * The works of https://developers.openalex.org: up to 100 DOIs in one filter; we ask for 50. Ten requests a
 * second were always allowed; what counts today is the daily allowance, small without OPENALEX_API_KEY.
 * arXiv papers are known by the DOI that arXiv registers.
 */
export const openalex: Service = {
  name: 'openalex',
  label: 'OpenAlex',
  batchSize: 50,
  interval: 200,
  keyOf: (identifiers) => {
    const arxivId = identifiers.find(({ scheme }) => scheme === 'arxiv')?.value
    return doiOf(identifiers) ?? (arxivId === undefined ? null : `${ARXIV_PREFIX}${arxivId}`)
  },
  address: (keys) => {
    const query = new URLSearchParams({
      filter: `doi:${keys.join('|')}`,
      'per-page': String(keys.length),
      select: 'doi,title,publication_year,is_authors_truncated,authorships,primary_location,abstract_inverted_index',
    })
    const { METADATA_MAILTO, OPENALEX_API_KEY } = env()
    if (METADATA_MAILTO) query.set('mailto', METADATA_MAILTO)
    if (OPENALEX_API_KEY) query.set('api_key', OPENALEX_API_KEY)
    return `${env().METADATA_OPENALEX_URL}/works?${query}`
  },
  read: (body) => {
    const reply = replySchema.safeParse(readJson(body))
    if (!reply.success) throw new UnreadableReply('no list of works')
    const answers = new Map<string, Answer>()
    for (const item of reply.data.results) {
      const work = workSchema.safeParse(item)
      if (work.success) answers.set(bareDoi(work.data.doi), readWork(work.data))
    }
    return answers
  },
}
