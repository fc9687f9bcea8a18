import type { ListAccess } from '#lib/access/list-access.ts'
import type { MetadataService } from '#lib/jobs/schema.ts'
import { type Change, changeList } from '#lib/access/change-list.ts'
import { authorsText } from '#lib/papers/fields/authors.ts'
import { titleSort } from '#lib/papers/fields/title.ts'
import { FILLABLE, type Fillable, type Patch, fillEmpty } from './fill.ts'
import { type Candidate, unsafeReadCandidates } from './queries.ts'
import type { Answer } from './service.ts'

/** How many papers got something, and how many of them got what. */
export type Filled = { papers: number; fields: Partial<Record<Fillable, number>> }

/**
 * Fills empty fields of papers with what a service answered, and notes which service that was. What is
 * empty is looked at again under a lock: somebody may have written it while the service was asked. A
 * paper's version grows, so that a form that is open on it cannot empty the field again unseen.
 * @throws AppError not_found, forbidden.
 */
export async function fillPapers(
  access: ListAccess,
  service: MetadataService,
  answers: ReadonlyMap<string, Answer>,
): Promise<Filled> {
  return changeList(
    access,
    'list.import',
    async ({ db, list }) => {
      const ids = [...answers.keys()]
      await db.$queryRaw`
        select "id" from "Paper" where "listId" = ${list.id} and "id" = any(${ids}::text[]) order by "id" for update`
      const filled: Filled = { papers: 0, fields: {} }
      for (const paper of await unsafeReadCandidates(list.id, ids, db)) {
        const answer = answers.get(paper.id)
        const patch = answer ? fillEmpty(paper, answer) : {}
        if (patch.doi && !(await addDoi(db, list.id, paper.id, patch.doi))) delete patch.doi
        const fields = FILLABLE.filter((field) => patch[field] !== undefined)
        if (fields.length === 0) continue
        await writePatch(db, paper, patch, Object.fromEntries(fields.map((field) => [field, service])))
        filled.papers += 1
        for (const field of fields) filled.fields[field] = (filled.fields[field] ?? 0) + 1
      }
      return { result: filled, subjectId: list.id }
    },
    { timeout: 60_000 },
  )
}

async function writePatch(db: Change['db'], paper: Candidate, patch: Patch, from: Record<string, MetadataService>) {
  const { title, authors, authorsTruncated, venue, year, abstract } = patch
  await db.paper.update({
    where: { id: paper.id },
    data: {
      ...(title ? { title, titleSort: titleSort(title) } : {}),
      ...(authors ? { authors, authorsTruncated: authorsTruncated ?? false, authorsText: authorsText(authors) } : {}),
      ...(venue ? { venue } : {}),
      ...(year ? { year } : {}),
      ...(abstract ? { abstract } : {}),
      filledFrom: { ...paper.filledFrom, ...from },
      version: { increment: 1 },
    },
    select: { id: true },
  })
}

/** False where another paper of the list has this DOI. */
async function addDoi(db: Change['db'], listId: string, paperId: string, value: string): Promise<boolean> {
  const count = await db.identifier.createMany({
    data: [{ listId, paperId, scheme: 'doi', value }],
    skipDuplicates: true,
  })
  return count.count > 0
}
