import type { ListAccess } from '#lib/access/list-access.ts'
import { AppError } from '#lib/errors.ts'
import { type Change, changeList } from '#lib/access/change-list.ts'
import { authorsText, parseAuthors } from './fields/authors.ts'
import type { PaperFields } from './fields/fields-schema.ts'
import { authorsField, fieldIdentifiers, fieldLinks, formValues } from './fields/form-values.ts'
import { requireSection, appendPlacement } from './placement-commands.ts'
import { unsafeGetPaper } from './paper-queries.ts'
import type { Author, PaperFormValues, PaperIdentifier } from './schema.ts'
import { titleSort } from './fields/title.ts'

type Db = Change['db']

/** What the form shows when someone else saved first. */
export type PaperConflict = { version: number; values: PaperFormValues }

const NAMES: Partial<Record<PaperIdentifier['scheme'], string>> = { arxiv: 'arXiv', doi: 'DOI', acl: 'ACL', s2: 'S2' }

/** The input of the form that the identifier came from. */
function fieldOf(identifier: PaperIdentifier, fields: PaperFields): string {
  if (identifier.scheme === 'arxiv' && identifier.value === fields.arxiv) return 'arxiv'
  if (identifier.scheme === 'doi' && identifier.value === fields.doi) return 'doi'
  const row = fields.links.findIndex((link) =>
    fieldIdentifiers({ links: [link], arxiv: null, doi: null }).some(
      (found) => found.scheme === identifier.scheme && found.value === identifier.value,
    ),
  )
  return `links.${Math.max(0, row)}.url`
}

async function refuseTaken(db: Db, listId: string, fields: PaperFields, exceptPaperId: string | null): Promise<void> {
  const wanted = fieldIdentifiers(fields)
  if (wanted.length === 0) return
  const taken = await db.identifier.findFirst({
    where: { listId, OR: wanted, ...(exceptPaperId === null ? {} : { paperId: { not: exceptPaperId } }) },
    select: {
      scheme: true,
      value: true,
      paper: {
        select: { id: true, title: true, placements: { where: { removalId: null }, select: { id: true }, take: 1 } },
      },
    },
  })
  if (!taken) return
  const identifier = taken as PaperIdentifier
  const name = `${NAMES[identifier.scheme] ?? identifier.scheme} ${identifier.value}`
  const isRemoved = taken.paper.placements.length === 0
  const message = isRemoved
    ? `“${taken.paper.title}” had ${name} and was removed from this list: undo that removal instead.`
    : `“${taken.paper.title}” in this list already has ${name}.`
  throw new AppError('invalid', 'This paper is already in the list.', {
    fields: { [fieldOf(identifier, fields)]: message },
    details: { paperId: isRemoved ? null : taken.paper.id, isRemoved },
  })
}

function columns(fields: PaperFields, read: { authors: Author[]; truncated: boolean }) {
  return {
    title: fields.title,
    titleSort: titleSort(fields.title),
    authors: read.authors,
    authorsTruncated: read.truncated,
    authorsText: authorsText(read.authors),
    venue: fields.venue,
    year: fields.year,
    abstract: fields.abstract,
  }
}

const positioned = (fields: PaperFields) => fieldLinks(fields).map((link, position) => ({ ...link, position }))

/**
 * Adds a paper as the last one of a section.
 * @throws AppError invalid where another paper of the list has one of its identifiers, not_found for the section.
 */
export async function addPaper(
  access: ListAccess,
  input: { sectionId: string; fields: PaperFields },
): Promise<{ id: string }> {
  const { sectionId, fields } = input
  return unlessTaken(() =>
    changeList(access, 'paper.add', async ({ db, list }) => {
      await requireSection(db, list.id, sectionId)
      await refuseTaken(db, list.id, fields, null)
      const paper = await db.paper.create({
        data: {
          listId: list.id,
          ...columns(fields, parseAuthors(fields.authors)),
          links: { create: positioned(fields) },
          identifiers: { create: fieldIdentifiers(fields).map((found) => ({ ...found, listId: list.id })) },
        },
        select: { id: true },
      })
      await appendPlacement(db, list.id, paper.id, sectionId)
      return { result: paper, subjectId: paper.id }
    }),
  )
}

/**
 * Replaces a paper's fields, links and identifiers.
 * @param input.baseVersion the version that the person started from.
 * @throws AppError conflict (details: PaperConflict) where someone saved since, invalid where another
 *   paper has one of the identifiers, not_found.
 */
export async function editPaper(
  access: ListAccess,
  paperId: string,
  input: { fields: PaperFields; baseVersion: number },
): Promise<{ version: number }> {
  const { fields, baseVersion } = input
  return unlessTaken(() =>
    changeList(access, 'paper.edit', async ({ db, list }) => {
      const before = await unsafeGetPaper(list.id, paperId, db)
      // Names that nobody touched stay as they were read, whatever the text form loses of them.
      const kept = { authors: before.authors, truncated: before.authorsTruncated }
      const read = fields.authors === authorsField(before) ? kept : parseAuthors(fields.authors)
      const { count } = await db.paper.updateMany({
        where: { id: paperId, listId: list.id, version: baseVersion },
        data: { ...columns(fields, read), version: { increment: 1 } },
      })
      if (count === 0) {
        const now = await unsafeGetPaper(list.id, paperId, db)
        const details: PaperConflict = { version: now.version, values: formValues(now) }
        throw new AppError('conflict', 'Someone else changed this paper while you were editing it.', { details })
      }
      await refuseTaken(db, list.id, fields, paperId)
      await db.link.deleteMany({ where: { paperId } })
      await db.link.createMany({ data: positioned(fields).map((link) => ({ ...link, paperId })) })
      await db.identifier.deleteMany({ where: { paperId } })
      const identifiers = fieldIdentifiers(fields).map((found) => ({ ...found, listId: list.id, paperId }))
      await db.identifier.createMany({ data: identifiers })
      return { result: { version: baseVersion + 1 }, subjectId: paperId }
    }),
  )
}

/** Two people who add the same paper in the same moment: the database lets one through. */
async function unlessTaken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'P2002') {
      throw new AppError(
        'invalid',
        'Someone has just given another paper the same identifier. Look for it in the list.',
        {
          cause,
        },
      )
    }
    throw cause
  }
}
