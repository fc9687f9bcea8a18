import { z } from 'zod'
import { env } from '#lib/env.ts'
import type { Author } from '#lib/papers/schema.ts'
import { type Answer, type Service, UnreadableReply, bareDoi, doiOf, oneLine, readJson } from './service.ts'
import { textOfMarkup } from './xml.ts'

const dateSchema = z.object({ 'date-parts': z.array(z.array(z.number().nullable())) }).catch({ 'date-parts': [] })
const workSchema = z.object({
  DOI: z.string(),
  title: z.array(z.string()).catch([]),
  author: z
    .array(z.object({ family: z.string().optional(), given: z.string().optional(), name: z.string().optional() }))
    .catch([]),
  'container-title': z.array(z.string()).catch([]),
  issued: dateSchema,
  abstract: z.string().optional().catch(undefined),
})
const replySchema = z.object({ message: z.object({ items: z.array(z.unknown()) }) })

function readAuthor({ family, given, name }: z.output<typeof workSchema>['author'][number]): Author | null {
  const whole = oneLine(family) ?? oneLine(name)
  if (whole === null) return oneLine(given) === null ? null : { family: oneLine(given) ?? '' }
  const first = oneLine(given)
  return family && first ? { family: whole, given: first } : { family: whole }
}

function readWork(work: z.output<typeof workSchema>): Answer {
  const year = work.issued['date-parts'][0]?.[0] ?? null
  return {
    // Titles carry face markup: "<i>Homo sapiens</i>".
    title: oneLine(textOfMarkup(work.title[0] ?? '')),
    authors: work.author.flatMap((author) => readAuthor(author) ?? []),
    authorsTruncated: false,
    venue: oneLine(textOfMarkup(work['container-title'][0] ?? '')),
    year,
    abstract: textOfMarkup(work.abstract ?? '') || null,
    doi: bareDoi(work.DOI),
  }
}

/**
 * The REST interface: https://api.crossref.org, etiquette at
 * https://www.crossref.org/documentation/retrieve-metadata/rest-api/. List queries: one a second
 * without an address to write to; what the reply's x-rate-limit headers say is kept to where it is slower.
 */
export const crossref: Service = {
  name: 'crossref',
  label: 'Crossref',
  batchSize: 50,
  interval: 1_000,
  keyOf: doiOf,
  address: (keys) => {
    const query = new URLSearchParams({
      filter: keys.map((doi) => `doi:${doi}`).join(','),
      select: 'DOI,title,author,container-title,issued,abstract',
      rows: String(keys.length),
    })
    const { METADATA_MAILTO } = env()
    if (METADATA_MAILTO) query.set('mailto', METADATA_MAILTO)
    return `${env().METADATA_CROSSREF_URL}/works?${query}`
  },
  read: (body) => {
    const reply = replySchema.safeParse(readJson(body))
    if (!reply.success) throw new UnreadableReply('no list of works')
    const answers = new Map<string, Answer>()
    for (const item of reply.data.message.items) {
      const work = workSchema.safeParse(item)
      if (work.success) answers.set(bareDoi(work.data.DOI), readWork(work.data))
    }
    return answers
  },
}
