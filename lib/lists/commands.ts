import type { ListAccess } from '#lib/access/list-access.ts'
import { reopenList } from '#lib/access/open-list.ts'
import { type Actor, canInstallation } from '#lib/access/roles.ts'
import { AppError } from '#lib/errors.ts'
import { type Db, prisma } from '#prisma/client.ts'
import { changeList } from '#lib/access/change-list.ts'
import { type ListEdit, type NewList, slugFrom } from './schema.ts'

const slugTaken = () =>
  new AppError('invalid', 'Another list already has this address.', {
    fields: { slug: 'Another list already has this address.' },
  })

const isUniqueViolation = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002'

/** The slug itself, or the first of slug-2, slug-3, … that no list has. */
async function freeSlug(db: Db, slug: string): Promise<string> {
  const stem = slug.slice(0, 55)
  const taken = await db.list.findMany({ where: { slug: { startsWith: stem } }, select: { slug: true } })
  const slugs = new Set(taken.map((list) => list.slug))
  if (!slugs.has(slug)) return slug
  for (let number = 2; ; number++) if (!slugs.has(`${stem}-${number}`)) return `${stem}-${number}`
}

/**
 * Makes a list; its creator becomes its admin.
 * @throws AppError forbidden for all but installation admins, invalid (field slug) where the address is taken.
 */
export async function createList(actor: Actor, input: NewList): Promise<{ id: string; slug: string }> {
  if (!canInstallation(actor, 'installation.createList')) {
    throw new AppError('forbidden', 'Only an administrator of this installation makes new lists.')
  }
  const { slug: wanted, ...fields } = input
  const userId = actor.kind === 'user' ? actor.userId : null
  try {
    return await prisma().$transaction(async (db) => {
      const slug = wanted ?? (await freeSlug(db, slugFrom(input.title)))
      const members = userId === null ? {} : { create: { userId, role: 'ADMIN' as const } }
      const list = await db.list.create({ data: { ...fields, slug, members }, select: { id: true, slug: true } })
      await db.auditEvent.create({ data: { listId: list.id, userId, action: 'list.create', subjectId: list.id } })
      return list
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw slugTaken()
    throw error
  }
}

/**
 * Changes what is given of a list's title, address, description, visibility, macros and note template.
 * @throws AppError not_found, forbidden, invalid (field slug) where the address is taken.
 */
export async function editList(access: ListAccess, input: ListEdit): Promise<{ slug: string }> {
  // strictUndefinedChecks: a key left out must not reach Prisma as undefined.
  const data = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  try {
    return await changeList(access, 'list.edit', async ({ db, list }) => {
      const { slug } = await db.list.update({ where: { id: list.id }, data, select: { slug: true } })
      return { result: { slug }, subjectId: list.id }
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw slugTaken()
    throw error
  }
}

/**
 * Deletes a list with everything in it, for good. Not by changeList: there is no revision left to raise.
 * @throws AppError not_found, forbidden.
 */
export async function deleteList(access: ListAccess): Promise<void> {
  const { userId } = access
  await prisma().$transaction(
    async (db) => {
      const list = (await reopenList(access, db)).require('list.delete')
      await db.list.delete({ where: { id: list.id }, select: { id: true } })
      await db.auditEvent.create({ data: { listId: null, userId, action: 'list.delete', subjectId: list.id } })
    },
    { timeout: 120_000, maxWait: 10_000 },
  )
}
