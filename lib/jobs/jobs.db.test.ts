import { describe, expect, it, vi } from 'vitest'
import { SYSTEM } from '#lib/access/roles.ts'
import { prisma } from '#prisma/client.ts'
import { buildCast, buildList } from '#prisma/seed/builders.ts'
import { cancelJob, enqueueJob } from './commands.ts'
import { getJob, listJobs } from './queries.ts'

// Settings are read once in a process, perhaps by another file.
vi.mock('#lib/env.ts', async (importOriginal) => {
  const { env, ...rest } = await importOriginal<typeof import('#lib/env.ts')>()
  return { ...rest, env: () => ({ ...env(), METADATA_SERVICES: ['arxiv'] }) }
})

async function buildRoom() {
  const list = await buildList()
  return { ref: { id: list.id }, cast: await buildCast(list.id) }
}
const check = { kind: 'upstream.check', input: {} } as const

describe('the jobs of a list', () => {
  it('wait until a worker takes them, newest shown first', async () => {
    const { ref, cast } = await buildRoom()
    const first = await enqueueJob(cast.admin, ref, check)
    const second = await enqueueJob(cast.admin, ref, { kind: 'metadata.complete', input: { services: ['arxiv'] } })
    await prisma().job.update({ where: { id: first.id }, data: { createdAt: new Date(Date.now() - 1000) } })
    expect((await listJobs(cast.admin, ref)).map((job) => job.id)).toEqual([second.id, first.id])
    expect(await getJob(cast.admin, ref, first.id)).toMatchObject({
      kind: 'upstream.check',
      state: 'QUEUED',
      progress: null,
      result: null,
      error: null,
      finishedAt: null,
    })
  })

  it('are one where two people ask for the same work at once, and two where the work differs', async () => {
    const { ref, cast } = await buildRoom()
    const asked = await Promise.all(
      [cast.admin, cast.installationAdmin, SYSTEM].map((who) => enqueueJob(who, ref, check)),
    )
    expect(new Set(asked.map((job) => job.id)).size).toBe(1)
    const drafts = await Promise.all(
      ['a', 'b', 'a'].map((draftId) => enqueueJob(cast.admin, ref, { kind: 'import.apply', input: { draftId } })),
    )
    expect(new Set(drafts.map((job) => job.id)).size).toBe(2)
    const other = await buildRoom()
    expect(await enqueueJob(other.cast.admin, other.ref, check)).not.toEqual(asked[0])
  })

  it('are cancelled at once while they wait; then the same work can be asked for again', async () => {
    const { ref, cast } = await buildRoom()
    const { id } = await enqueueJob(cast.admin, ref, check)
    await cancelJob(cast.admin, ref, id)
    const cancelled = await getJob(cast.admin, ref, id)
    expect(cancelled.state).toBe('CANCELLED')
    expect(cancelled.finishedAt).toBeInstanceOf(Date)
    await cancelJob(cast.admin, ref, id)
    expect((await enqueueJob(cast.admin, ref, check)).id).not.toBe(id)
  })

  it('belong to their list: the admin of another neither sees nor cancels them', async () => {
    const [here, there] = [await buildRoom(), await buildRoom()]
    const { id } = await enqueueJob(here.cast.admin, here.ref, check)
    await expect(getJob(there.cast.admin, there.ref, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(cancelJob(there.cast.admin, there.ref, id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await getJob(here.cast.admin, here.ref, id)).state).toBe('QUEUED')
  })

  it('refuse what is no work of theirs, and keep of the order only what they know', async () => {
    const { ref, cast } = await buildRoom()
    const odd = { kind: 'format.disk', input: {} } as unknown as typeof check
    await expect(enqueueJob(cast.admin, ref, odd)).rejects.toMatchObject({ code: 'invalid' })
    const sly = { kind: 'upstream.check', input: { bySystem: true, more: 1 } } as unknown as typeof check
    const { id } = await enqueueJob(cast.admin, ref, sly)
    expect((await prisma().job.findUniqueOrThrow({ where: { id } })).input).toEqual({ bySystem: false })
  })
})
