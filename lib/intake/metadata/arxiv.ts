import type { Element } from 'hast'
import { env } from '#lib/env.ts'
import { readArxivId, readDoi } from '#lib/papers/fields/identifier-rules.ts'
import { readFullName } from './names.ts'
import { type Answer, RefusedRequest, type Service, UnreadableReply, oneLine } from './service.ts'
import { childText, childrenNamed, descendantsNamed, parseXml } from './xml.ts'

function readEntry(entry: Element): Answer {
  const doi = childText(entry, 'arxiv:doi')?.trim().split(/\s+/)[0] ?? ''
  const found = readDoi(doi)
  const year = Number(/^\s*(\d{4})-/.exec(childText(entry, 'published') ?? '')?.[1])
  return {
    title: oneLine(childText(entry, 'title')),
    authors: childrenNamed(entry, 'author').flatMap((author) => readFullName(childText(author, 'name') ?? '') ?? []),
    authorsTruncated: false,
    // journal_ref is free text ("Phys.Rev. D76 (2007) 013009"): where it came out, the others say better.
    venue: null,
    year: Number.isInteger(year) ? year : null,
    abstract: oneLine(childText(entry, 'summary')),
    doi: found?.scheme === 'doi' ? found.value : null,
  }
}

/** "http://arxiv.org/abs/hep-ex/0307015v1" → "hep-ex/0307015". */
function idOf(entry: Element): string | null {
  const path = /^\s*https?:\/\/(?:[\w-]+\.)*arxiv\.org\/abs\/(\S+)/i.exec(childText(entry, 'id') ?? '')?.[1]
  return path === undefined ? null : (readArxivId(path)?.value ?? null)
}

/**
 * The Atom interface: https://info.arxiv.org/help/api/user-manual.html. One request per 3 s and one
 * connection at a time (https://info.arxiv.org/help/api/tou.html), many ids in one. Ids that do not
 * exist are left out of the reply, or come as an entry without title; a malformed one turns the whole
 * reply into a single entry "Error", with status 200 or 400.
 */
export const arxiv: Service = {
  name: 'arxiv',
  label: 'arXiv',
  batchSize: 100,
  interval: 3_000,
  keyOf: (identifiers) => identifiers.find(({ scheme }) => scheme === 'arxiv')?.value ?? null,
  address: (keys) => {
    const query = new URLSearchParams({ id_list: keys.join(','), start: '0', max_results: String(keys.length) })
    return `${env().METADATA_ARXIV_URL}?${query.toString().replaceAll('%2C', ',').replaceAll('%2F', '/')}`
  },
  read: (body) => {
    const [feed] = descendantsNamed(parseXml(body), 'feed')
    // When it is asked too often it says "Rate exceeded.", with status 200.
    if (!feed || !/<\/feed\s*>\s*$/.test(body)) throw new UnreadableReply('no Atom feed')
    const entries = descendantsNamed(feed, 'entry')
    if (entries.some((entry) => /\/api\/errors/.test(childText(entry, 'id') ?? ''))) {
      throw new RefusedRequest('arXiv answers with an error entry')
    }
    const answers = new Map<string, Answer>()
    for (const entry of entries) {
      const id = idOf(entry)
      const answer = readEntry(entry)
      if (id !== null && answer.title !== null) answers.set(id, answer)
    }
    return answers
  },
}
