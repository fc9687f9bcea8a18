import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prisma } from '#prisma/client.ts'
import { freePort } from '#server/database/free-port.ts'
import { openEditor } from '../realtime/notes.fixture.ts'
import { spawnNotes } from '../realtime/notes-process.fixture.ts'
import { type Times, measureAcknowledgements, openCommitter } from './notes/acknowledged.ts'
import { type Watch, openBare, openNotes, prepareEdits } from './notes/clients.ts'
import { buildRooms, openBenchDatabase } from './notes/database.ts'
import { readTrace, writeTrace } from './notes/editing-trace.ts'
import { keepApart } from './notes/processors.ts'
import { type Latency, type Scenario, blast, latencyOf, propagate } from './notes/propagation.ts'
import { type Goal, closeBench, printTable } from './report.ts'

/**
 * Notes written together: how fast an edit reaches the others, against a server that only broadcasts;
 * how fast it is on disk, against the database's own commit; how many a second; how a long note opens.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    trace: { type: 'string' },
  },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)

const SCENARIOS: Scenario[] = [
  // So few keys that it takes longer until there is a hundredth to speak of.
  { clients: 2, rooms: 1, keysPerSecond: 20, seconds: 2 * seconds },
  { clients: 20, rooms: 1, keysPerSecond: 80, seconds },
  { clients: 100, rooms: 1, keysPerSecond: 80, seconds },
  { clients: 300, rooms: 100, keysPerSecond: 400, seconds },
]
/** Keys a second of the one writer whose edits are timed to the disk, and of the commits that they are compared with. */
const PACE = 20
/** In s: the others write for so much longer than that one, whose thread takes a while to start, so that all its edits meet them. */
const AROUND = 3
/** Edits that one of fifty writers could make at most, far above what was ever measured. */
const MOST_PER_SECOND = 6_000
/** Rounds of that: many and short, each in notes of their own, for the machine's mood changes between them. */
const BLASTS = 13
/** With storage off, and on; which comes first changes, as the machine may be getting faster or slower. */
const ORDERS = [
  ['memory', 'commit'],
  ['commit', 'memory'],
] as const
/** Before each, in s: until the server runs its code hot. */
const WARM_UP = 1
const round = (value: number, digits = 2) => Number(value.toFixed(digits))
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

async function startBare(): Promise<{ url: string; pid: number; stop(): void }> {
  const port = await freePort()
  const file = join(import.meta.dirname, 'notes/bare-broadcast-server.ts')
  const child = spawn(process.execPath, [file, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((done) => child.stdout.once('data', done))
  return { url: `ws://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => void child.kill() }
}

/** How long one INSERT into the log takes to commit while nobody else asks anything, in ms. */
async function idleCommits(databaseUrl: string, paperId: string): Promise<Latency> {
  const committer = await openCommitter(databaseUrl, paperId)
  const times: number[] = []
  for (let at = 0; at < PACE * seconds; at++) {
    times.push(await committer.commit())
    await new Promise((done) => setTimeout(done, 1_000 / PACE))
  }
  await committer.close()
  return latencyOf(times)
}

const isLinux = process.platform === 'linux'
const residentMb = (pid: number) =>
  isLinux ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024 : 0

/** So many characters as somebody types them, one an edit: prose, markdown and formulas. */
function typed(count: number): string[] {
  const characters = [...readFileSync(join(import.meta.dirname, '../prisma/seed/README.md'), 'utf8')]
  return Array.from({ length: count }, (_, at) => characters[at % characters.length] ?? '')
}

/** Opens a note with the whole trace behind it on a server that has just started; ms until the text is there. */
async function openTrace() {
  const { edits, name } = readTrace(values.trace)
  const { state, lastUpdates, count, length } = writeTrace(edits)
  const { papers, rooms, token } = await buildRooms(1)
  const [paperId = '', room = ''] = [papers[0], rooms[0]]
  await prisma().noteDocument.create({ data: { paperId, state: Uint8Array.from(state) } })
  await prisma().noteUpdate.createMany({
    data: lastUpdates.map((bytes) => ({ paperId, bytes: Uint8Array.from(bytes), authorIds: [], at: new Date() })),
  })
  const server = await spawnNotes()
  const before = residentMb(server.pid)
  const startedAt = performance.now()
  const editor = openEditor(server.url, room, token)
  while (editor.text().length !== length) await new Promise((done) => setTimeout(done, 5))
  const ms = performance.now() - startedAt
  const memory = residentMb(server.pid) - before
  editor.close()
  await server.kill('SIGTERM')
  return { name, count, length, stateBytes: state.length, ms: round(ms, 0), memoryMb: round(memory, 1) }
}

async function main(): Promise<boolean> {
  const database = await openBenchDatabase()
  const bare = await startBare()
  const goals: Goal[] = []
  const report: Record<string, unknown> = {}
  try {
    const { papers, rooms, token } = await buildRooms(101)
    const idle = papers[100] ?? ''
    await prisma().noteDocument.create({ data: { paperId: idle, state: Uint8Array.of(0, 0) } })
    const notes = await spawnNotes({ UNLIMITED: '1' })
    const together = keepApart([bare.pid, notes.pid])
    if (!together) console.log('Servers and clients share their processors: nothing here keeps them apart.')
    const openPeer = (room: number, marks: string[], watch: Watch) => openBare(bare.url, String(room), marks, watch)
    const openOurs = (room: number, marks: string[], watch: Watch) =>
      openNotes(notes.url, { room: rooms[room] ?? '', token, edits: prepareEdits(marks) }, watch)
    const rows: (string | number)[][] = []
    // Both servers run their code hot before anything is measured: V8 stops compiling after some thousand messages.
    const warm = { clients: 20, rooms: 1, keysPerSecond: 1_000, seconds }
    await propagate(warm, (_, marks, watch) => openPeer(99, marks, watch))
    await propagate(warm, (_, marks, watch) => openOurs(99, marks, watch))
    const alone = await idleCommits(database.url, idle)
    for (const scenario of SCENARIOS) {
      const seen = { bare: [] as number[][], notes: [] as number[][] }
      const disk: Times[] = []
      let missing = 0
      for (let at = 0; at < rounds; at++) {
        seen.bare.push((await propagate(scenario, openPeer)).seen)
        const ours = await propagate(scenario, openOurs)
        seen.notes.push(ours.seen)
        missing += ours.missing
        // Once more with one writer beside them, so that it is no part of what is compared with the peer. It comes
        // when everybody is there: what three hundred cost who come in the same second is another question.
        const load = { ...scenario, seconds: seconds + AROUND }
        const open = Promise.withResolvers<void>()
        const place = { url: notes.url, room: rooms[0] ?? '', token, databaseUrl: database.url, idlePaperId: idle }
        const writer = { ...place, keysPerSecond: PACE, seconds }
        const [times] = await Promise.all([
          open.promise.then(() => measureAcknowledgements(writer)),
          propagate(load, openOurs, open.resolve),
        ])
        disk.push(times)
      }
      const [b, o] = [latencyOf(seen.bare.flat()), latencyOf(seen.notes.flat())]
      const a = latencyOf(disk.flatMap((times) => times.acknowledged))
      const c = latencyOf(disk.flatMap((times) => times.commits))
      const name = `${scenario.clients} clients, ${scenario.rooms} ${scenario.rooms === 1 ? 'note' : 'notes'}`
      rows.push([
        name,
        ...[b.p50, b.p99, o.p50, o.p99, o.p50 / b.p50, o.p99 / b.p99, a.p95, c.p95].map((v) => round(v)),
      ])
      report[name] = { bare: b, notes: o, acknowledged: a, commit: c, missing }
      if (scenario.clients <= 100) {
        const [p50, p99] = [round(o.p50 / b.p50), round(o.p99 / b.p99)]
        goals.push({ name: `${name}: p50 / bare ws`, value: p50, goal: '<= 2.2', ok: p50 <= 2.2 })
        goals.push({ name: `${name}: p99 / bare ws`, value: p99, goal: '<= 3', ok: p99 <= 3 })
      }
      const share = round(a.p95 / c.p95)
      goals.push({ name: `${name}: on disk p95 / commit p95`, value: share, goal: '<= 3', ok: share <= 3 })
      goals.push({ name: `${name}: marks that did not arrive`, value: missing, goal: '= 0', ok: missing === 0 })
    }
    await notes.kill('SIGTERM')
    together?.()
    printTable(
      ['propagation, ms', 'ws p50', 'ws p99', 'notes p50', 'notes p99', 'x p50', 'x p99', 'disk p95', 'commit p95'],
      rows,
    )
    printTable(['a commit while nothing else runs, ms', ''], [['p95', round(alone.p95)]])

    const edits = prepareEdits(typed(MOST_PER_SECOND * (seconds / 2 + 2)))
    const rates = { commit: [] as number[], memory: [] as number[] }
    for (let at = 0; at < BLASTS; at++) {
      for (const acknowledge of ORDERS[at % 2] ?? ORDERS[0]) {
        const server = await spawnNotes({ UNLIMITED: '1', ACKNOWLEDGE: acknowledge })
        const together = keepApart([server.pid])
        const blastFor = async (seconds: number) => {
          // Notes of their own: what was written before would be part of what is to be done now.
          const fresh = await buildRooms(50)
          const openFresh = (room: number, watch: Watch) =>
            openNotes(server.url, { room: fresh.rooms[room] ?? '', token: fresh.token, edits }, watch)
          return blast({ rooms: 50, inFlight: 8, seconds }, openFresh)
        }
        await blastFor(WARM_UP)
        rates[acknowledge].push(await blastFor((3 * seconds) / 8))
        together?.()
        await server.kill('SIGTERM')
      }
    }
    const [stored, unstored] = [median(rates.commit), median(rates.memory)]
    printTable(
      ['edits acknowledged per second, 50 notes', ''],
      [
        ['written to disk first', round(stored, 0)],
        ['storage off', round(unstored, 0)],
      ],
    )
    // Each with the one just beside it: the machine's mood is then the same, more often than not.
    const kept = round(median(rates.commit.map((stored, at) => stored / (rates.memory[at] ?? Number.NaN))))
    goals.push({ name: 'edits per second, storage on / off', value: kept, goal: '>= 0.7', ok: kept >= 0.7 })

    const trace = await openTrace()
    printTable(
      ['a long note, from cold', ''],
      Object.entries(trace).map(([name, value]) => [name, value]),
    )
    goals.push({ name: 'opening the trace, ms', value: trace.ms, goal: '< 1000', ok: trace.ms < 1_000 })
    return closeBench('notes', goals, {
      seconds,
      rounds,
      isApart: together !== null,
      idleCommit: alone,
      scenarios: report,
      perSecond: rates,
      trace,
    })
  } finally {
    bare.stop()
    await database.close()
  }
}

process.exitCode = (await main()) ? 0 : 1
