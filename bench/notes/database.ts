import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { roomName } from '#lib/notes/room-name.ts'
import { disconnectPrisma } from '#prisma/client.ts'
import { buildList, buildMember, buildPaper, buildSection, buildSession } from '#prisma/seed/builders.ts'
import { ensureDatabase } from '#server/database/check.ts'
import { type Cluster, startCluster } from '#server/database/cluster.ts'
import { freePort } from '#server/database/free-port.ts'
import { migrateDatabase } from '#server/database/up-to-date.ts'

const NAME = 'colloquium'

/** A PostgreSQL of its own, with fsync on as it is for everybody, that can be stopped hard and started again. */
export async function openBenchDatabase(settings: Record<string, string> = {}) {
  const parent = mkdtempSync(join(tmpdir(), 'colloquium-bench-'))
  chmodSync(parent, 0o755)
  const dir = join(parent, 'postgres')
  const options = { dir, password: 'bench', port: await freePort(), settings }
  let cluster: Cluster = await startCluster(options)
  await ensureDatabase(cluster.url('postgres'), NAME)
  process.env.DATABASE_URL = cluster.url(NAME)
  await migrateDatabase(cluster.url(NAME))
  return {
    url: cluster.url(NAME),
    /** As a cut power line would: nothing is flushed, nobody is told. */
    async crash() {
      const pid = Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
      process.kill(pid, 'SIGQUIT')
      await cluster.ended
    },
    async restart() {
      cluster = await startCluster(options)
    },
    async close() {
      await disconnectPrisma()
      await cluster.stop()
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

/** A list with `count` papers, and somebody who may write in their notes. */
export async function buildRooms(count: number) {
  const list = await buildList()
  const section = await buildSection(list.id)
  const papers: string[] = []
  for (let at = 0; at < count; at++) papers.push((await buildPaper(list.id, section.id)).id)
  const { user } = await buildMember(list.id, 'MEMBER')
  const { sessionToken } = await buildSession(user.id)
  return { papers, rooms: papers.map(roomName), token: sessionToken }
}
