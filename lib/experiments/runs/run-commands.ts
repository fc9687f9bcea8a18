import type { ListAccess } from '#lib/access/list-access.ts'
import { can } from '#lib/access/roles.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { type Change, changeList } from '#lib/access/change-list.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { unsafeDescriptionOf, unsafeFindExperiment } from '#lib/experiments/find-queries.ts'
import { fitFigures } from './fit-figures.ts'
import { unsafeRequireRoomForRun } from '#lib/experiments/authored/quota-queries.ts'
import { type RunInput, keepRun } from './stored-run.ts'

const json = (value: unknown) => value as Prisma.InputJsonValue

/**
 * Keeps a finished run for the group. It is checked against the experiment, and its verdicts are judged
 * again from the claims: what the browser says of them does not count.
 * @returns its id, and which figures were made smaller to fit.
 * @throws AppError invalid where it is no run of this experiment; conflict where the experiment has
 *   another code by now; rate_limited after very many in a day; not_found, forbidden.
 */
export async function saveRun(
  access: ListAccess,
  slug: string,
  { result, remark }: { result: RunInput; remark: string | null },
): Promise<{ id: string; reduced: string[] }> {
  return changeList(access, 'run.save', async ({ db, list, userId }) => {
    await unsafeRequireRoomForRun(db, list.id, userId)
    const experiment = await unsafeFindExperiment(list.id, slug, db)
    if (experiment.authored?.isRemoved) throw notFound('experiment')
    const kept = keepRun(await unsafeDescriptionOf(experiment, result.codeVersion, db), result)
    const { figures, reduced } = fitFigures(kept.figures)
    const { id } = await db.run.create({
      data: {
        listId: list.id,
        paperId: experiment.authored?.paperId ?? null,
        slug: experiment.authored ? null : slug,
        experimentId: experiment.authored?.id ?? null,
        codeVersion: result.codeVersion,
        parameters: json(kept.parameters),
        seed: result.seed,
        deviceKind: result.device.kind,
        deviceLabel: result.device.label,
        isFallback: result.device.fallbackAdapter,
        milliseconds: Math.round(result.milliseconds),
        verdicts: json(kept.verdicts),
        metrics: json(kept.metrics),
        figures: json(figures),
        remark,
        userId,
      },
      select: { id: true },
    })
    return { result: { id, reduced }, subjectId: id }
  })
}

async function requireRun(db: Change['db'], listId: string, id: string) {
  const run = await db.run.findFirst({ where: { id, listId }, select: { userId: true } })
  if (!run) throw notFound('run')
  return run
}

/** Says something about one's own run, or takes it back. @throws AppError not_found, forbidden. */
export async function remarkRun(access: ListAccess, id: string, remark: string | null): Promise<void> {
  return changeList(access, 'run.save', async ({ db, list, userId }) => {
    const run = await requireRun(db, list.id, id)
    if (userId === null || run.userId !== userId)
      throw new AppError('forbidden', 'Only who saved a run may change its remark.')
    await db.run.update({ where: { id }, data: { remark }, select: { id: true } })
    return { result: undefined, subjectId: id }
  })
}

/** Throws a saved run away: one's own, or any as an admin. @throws AppError not_found, forbidden. */
export async function removeRun(access: ListAccess, id: string): Promise<void> {
  return changeList(access, 'run.remove', async ({ db, list, userId }) => {
    const run = await requireRun(db, list.id, id)
    const isOwn = userId !== null && run.userId === userId
    if (!isOwn && !can(list.role, 'run.moderate'))
      throw new AppError('forbidden', 'Only who saved a run or an admin may remove it.')
    await db.run.delete({ where: { id } })
    return { result: undefined, subjectId: id }
  })
}
