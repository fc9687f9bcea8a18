import { Prisma } from '#prisma/generated/client.ts'
import type { CursorBy } from './cursor.ts'
import { type Filter, matches } from './filter-queries.ts'
import { type KeyedRow, unsafeReadRows } from './row-queries.ts'
import type { PaperIdentifier } from '#lib/papers/schema.ts'
import { titleSort } from '#lib/papers/fields/title.ts'
import { type Typed, likelyStart, nearWords, readTyped } from '#lib/papers/fields/typed.ts'

/** With fewer hits than this, likely slips of the keyboard are looked for too. */
const TOO_FEW = 10
/** A slip that fits more titles than this says little; the bound keeps the search short. */
const MOST_NEAR = 100
/** So does a word that stands in more notes than this. */
const MOST_NOTES = 1000
/** How much of what was typed, in trigrams, a title must hold to be what was meant. */
const LEAST_LIKE = 0.4

const all = (queries: Prisma.Sql[]) => Prisma.sql`(${Prisma.join(queries, ' && ')})`

/** A word as English (stemmed, as titles are indexed) or as it stands (as names are); a stop word asks for nothing. */
const wordQuery = (
  word: string,
) => Prisma.sql`(case when numnode(plainto_tsquery('english', ${word})) = 0 then ''::tsquery
  else plainto_tsquery('english', ${word}) || plainto_tsquery('simple', ${word}) end)`

/** PostgreSQL reads every hyphen in a row as one more "not" around the rest, and fails at some thirty of them. */
const oneHyphen = (text: string) => text.replace(/-(?:\s*-)+/g, '-')

function fullTextQuery(typed: Typed): Prisma.Sql {
  if (typed.hasOperators) {
    const text = oneHyphen(typed.text)
    return Prisma.sql`(websearch_to_tsquery('english', ${text}) || websearch_to_tsquery('simple', ${text}))`
  }
  const words = all(typed.words.map(wordQuery))
  // Nothing but stop words: then they are what is looked for, as names.
  return Prisma.sql`(case when numnode(${words}) = 0 then plainto_tsquery('simple', ${typed.text}) else ${words} end)`
}

/** Every word, or one of the words that `alternatives` gives for it: quoted lexemes of to_tsquery. */
const eachOr = (typed: Typed, alternatives: (word: string) => string[]) =>
  all(
    typed.words.map((word) => {
      const either = alternatives(word).join(' | ')
      if (either === '') return wordQuery(word)
      return Prisma.sql`(case when numnode(plainto_tsquery('english', ${word})) = 0 then ''::tsquery
        else plainto_tsquery('english', ${word}) || to_tsquery('english', ${either}) || to_tsquery('simple', ${either}) end)`
    }),
  )

/** Every word itself or with one slip put right, the last one also as the beginning of a word. */
const slipQuery = (typed: Typed) =>
  eachOr(typed, (word) => [
    ...nearWords(word).map((each) => `'${each}'`),
    ...(word === typed.unfinished ? [`'${word}':*`] : []),
  ])

/** Every word itself or any that begins like it. */
const startQuery = (typed: Typed) =>
  eachOr(typed, (word) => {
    const start = likelyStart(word)
    return start ? [`'${start}':*`] : []
  })

const score = (vector: Prisma.Sql, query: Prisma.Sql, most: number) =>
  Prisma.sql`least(round(ts_rank(${vector}, ${query}, 1) * ${most}::int), ${most}::int)::int`

/** Papers that the words find, or the title, or the identifier; each once, so nothing need be merged. */
function hitsOf(typed: Typed, filter: Filter, columns: Prisma.Sql, notes: boolean): Prisma.Sql[] {
  const query = fullTextQuery(typed)
  const ask = matches(filter)
  const title = titleSort(typed.text)
  const hits = [
    Prisma.sql`select ${columns}, 1000000 + ${score(Prisma.sql`p."search"`, query, 1_000_000)}
        + (strpos(p."titleSort", ${title}) > 0)::int * 500000 + (p."titleSort" = ${title})::int * 1000000 as rank
      from "Paper" p where p."search" @@ ${query} and ${ask}`,
    Prisma.sql`select ${columns}, 3000000 from "Paper" p where p."titleSort" = ${title} and not p."search" @@ ${query} and ${ask}`,
  ]
  if (notes) {
    const rank = Prisma.sql`500000 + ${score(Prisma.sql`n."search"`, query, 400_000)}`
    // The offsets keep the planner from reading all papers for a few notes, and notes of other lists.
    hits.push(Prisma.sql`select ${columns}, ${rank}
      from (
        select "paperId", "search" from "Note" where "search" @@ ${query} and not "isUnindexed" limit ${MOST_NOTES}
      ) n cross join lateral (select * from "Paper" p where p."id" = n."paperId" offset 0) p
      where not p."search" @@ ${query} and ${ask}`)
    // Those that are being typed in are read as they stand.
    hits.push(Prisma.sql`select ${columns}, ${rank}
      from (select "paperId", "text" from "Note" where "isUnindexed") u
      cross join lateral (
        select p.*, u."text" as "noteText" from "Paper" p
        where p."id" = u."paperId" and p."listId" = ${filter.listId} offset 0
      ) p cross join lateral (select note_search(p."noteText") as "search" offset 0) n
      where n."search" @@ ${query} and not p."search" @@ ${query} and ${ask}`)
  }
  return hits
}

/**
 * Where the words find little: likely slips of the keyboard. First by the words they may stand for, then
 * titles that hold enough of the text's trigrams, among those that trigrams or beginnings of words find.
 */
function nearOf(typed: Typed, filter: Filter, columns: Prisma.Sql): Prisma.Sql {
  const isLittle = Prisma.sql`(select is_little from few)`
  const ask = Prisma.sql`${isLittle} and ${matches(filter)} and p."id" not in (select "id" from hits)`
  const lower = typed.text.toLowerCase()
  const likeness = Prisma.sql`word_similarity(${lower}, lower(p."title")) as likeness from "Paper" p where`
  return Prisma.sql`
    few as materialized (select count(*) < ${TOO_FEW}::int as is_little from hits),
    near as materialized (
      (select 1 as band, ${columns}, ${likeness} p."search" @@ ${slipQuery(typed)} and ${ask} limit ${MOST_NEAR})
      union all
      (select 0, ${columns}, ${likeness} lower(p."title") %> ${lower} and ${ask} limit ${MOST_NEAR})
      union all
      (select 0, ${columns}, ${likeness} p."search" @@ ${startQuery(typed)} and ${ask} limit ${MOST_NEAR})
    ),
    found as materialized (
      select * from hits union all (
        select distinct on (p."id") ${columns}, p.band * 200000 + round(p.likeness * 100000)::int from near p
        where p.band = 1 or p.likeness > ${LEAST_LIKE}::real order by p."id", p.band desc
      )
    )`
}

/** The one paper that a pasted arXiv id, DOI or address names. */
const named = ({ scheme, value }: PaperIdentifier, filter: Filter, columns: Prisma.Sql) => Prisma.sql`
  found as materialized (
    select ${columns}, 4000000 as rank from "Identifier" i join "Paper" p on p."id" = i."paperId"
    where i."listId" = ${filter.listId} and i."scheme" = ${scheme} and i."value" = ${value} and ${matches(filter)})`

/**
 * The CTEs of a search, the last of them `found`: every paper of the filter that the text finds, once,
 * with the columns asked for (`p."id"` first) and its rank. Ranks come in bands: the title itself, a
 * title that holds the text as it was typed, words of the paper, words of its note, then slips of the keyboard.
 */
export function searchCtes(q: string, filter: Filter, columns: Prisma.Sql, options: { notes: boolean }): Prisma.Sql {
  const typed = readTyped(q)
  if (typed.identifier) return named(typed.identifier, filter, columns)
  const hits = Prisma.sql`hits as materialized (${Prisma.join(hitsOf(typed, filter, columns, options.notes), ' union all ')})`
  if (typed.hasOperators) return Prisma.sql`${hits}, found as materialized (select * from hits)`
  return Prisma.sql`${hits}, ${nearOf(typed, filter, columns)}`
}

/** A page of what a search found, the best first. Unsafe: asks nobody. */
export async function unsafeReadRelevance(
  q: string,
  filter: Filter,
  options: { notes: boolean },
  after: CursorBy<'rank'> | null,
  limit: number,
): Promise<KeyedRow<{ rank: number; id: string }>[]> {
  const begins = after
    ? Prisma.sql`f.rank < ${after.rank}::int or (f.rank = ${after.rank}::int and f."id" > ${after.id})`
    : Prisma.sql`true`
  // The page is cut first: what it says of its rows is computed for them alone.
  const keys = Prisma.sql`
    select f."id" as "paperId", null::text as "sectionId", json_build_object('rank', f.rank, 'id', f."id") as "key",
      (select count(*) from found)::int as "found"
    from (select * from found f where ${begins} order by f.rank desc, f."id" limit ${limit}) f order by f.rank desc, f."id"`
  return unsafeReadRows(keys, [searchCtes(q, filter, Prisma.sql`p."id"`, options)])
}
