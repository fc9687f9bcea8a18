import { within } from '#lib/access/within.fixture.ts'
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
    const first = await within(cast.admin, ref, enqueueJob, check)
    const second = await within(cast.admin, ref, enqueueJob, {
      kind: 'metadata.complete',
      input: { services: ['arxiv'] },
    })
    await prisma().job.update({ where: { id: first.id }, data: { createdAt: new Date(Date.now() - 1000) } })
    expect((await within(cast.admin, ref, listJobs)).map((job) => job.id)).toEqual([second.id, first.id])
    expect(await within(cast.admin, ref, getJob, first.id)).toMatchObject({
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
      [cast.admin, cast.installationAdmin, SYSTEM].map((who) => within(who, ref, enqueueJob, check)),
    )
    expect(new Set(asked.map((job) => job.id)).size).toBe(1)
    const drafts = await Promise.all(
      ['a', 'b', 'a'].map((draftId) =>
        within(cast.admin, ref, enqueueJob, { kind: 'import.apply', input: { draftId } }),
      ),
    )
    expect(new Set(drafts.map((job) => job.id)).size).toBe(2)
    const other = await buildRoom()
    expect(await within(other.cast.admin, other.ref, enqueueJob, check)).not.toEqual(asked[0])
  })

  it('are cancelled at once while they wait; then the same work can be asked for again', async () => {
    const { ref, cast } = await buildRoom()
    const { id } = await within(cast.admin, ref, enqueueJob, check)
    await within(cast.admin, ref, cancelJob, id)
    const cancelled = await within(cast.admin, ref, getJob, id)
    expect(cancelled.state).toBe('CANCELLED')
    expect(cancelled.finishedAt).toBeInstanceOf(Date)
    await within(cast.admin, ref, cancelJob, id)
    expect((await within(cast.admin, ref, enqueueJob, check)).id).not.toBe(id)
  })

  it('belong to their list: the admin of another neither sees nor cancels them', async () => {
    const [here, there] = [await buildRoom(), await buildRoom()]
    const { id } = await within(here.cast.admin, here.ref, enqueueJob, check)
    await expect(within(there.cast.admin, there.ref, getJob, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(within(there.cast.admin, there.ref, cancelJob, id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await within(here.cast.admin, here.ref, getJob, id)).state).toBe('QUEUED')
  })

  it('refuse what is no work of theirs, and keep of the order only what they know', async () => {
    const { ref, cast } = await buildRoom()
    const odd = { kind: 'format.disk', input: {} } as unknown as typeof check
    await expect(within(cast.admin, ref, enqueueJob, odd)).rejects.toMatchObject({ code: 'invalid' })
    const sly = { kind: 'upstream.check', input: { bySystem: true, more: 1 } } as unknown as typeof check
    const { id } = await within(cast.admin, ref, enqueueJob, sly)
    expect((await prisma().job.findUniqueOrThrow({ where: { id } })).input).toEqual({ bySystem: false })
  })
})
