import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePort } from '#server/database/free-port.ts'
import { spawnNotes } from '../realtime/notes-process.fixture.ts'
import { openEditor } from '../realtime/notes.fixture.ts'
import { buildRooms, openBenchDatabase } from './notes/database.ts'
import { Witness, onDisk } from './notes/witness.ts'
import { type Goal, closeBench, printTable } from './report.ts'

/**
 * Whether an edit that was called saved is still there after everything that can end at once has ended:
 * the server killed, Postgres stopped hard, connections cut, at random moments while people type. Counts
 * from the writers' own records and looks at the database itself, before any writer is back to help.
 * `--acknowledge early` shows that it can fail.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    stops: { type: 'string', default: '' },
    cuts: { type: 'string', default: '' },
    writers: { type: 'string', default: '20' },
    notes: { type: 'string', default: '4' },
    acknowledge: { type: 'string', default: 'commit' },
  },
})
const kills = Number(values.kills)
const stops = values.stops === '' ? Math.ceil(kills / 5) : Number(values.stops)
const cuts = values.cuts === '' ? kills : Number(values.cuts)
/** Between a person's edits, in ms: ten a second. */
const PACE = 100

type Blow = 'kill' | 'stop' | 'cut'

function shuffled<T>(all: T[]): T[] {
  return all
    .map((value) => ({ value, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value)
}

async function waitFor(isSo: () => boolean | Promise<boolean>, patience: number): Promise<boolean> {
  for (const giveUpAt = Date.now() + patience; Date.now() < giveUpAt; await sleep(20)) if (await isSo()) return true
  return false
}

async function main(): Promise<boolean> {
  // A disk that takes its time: here it would be a tenth of a millisecond, and a kill would seldom fall into it.
  const database = await openBenchDatabase({ commit_delay: '4000', commit_siblings: '0' })
  const { papers, rooms, token } = await buildRooms(Number(values.notes))
  const port = String(await freePort())
  const start = () => spawnNotes({ PORT: port, UNLIMITED: '1', ACKNOWLEDGE: values.acknowledge })
  let server = await start()
  const witnesses = Array.from({ length: Number(values.writers) }, (_, at) => {
    const room = at % rooms.length
    return new Witness(openEditor(server.url, rooms[room] ?? '', token), papers[room] ?? '')
  })
  const lost = () => witnesses.reduce((sum, one) => sum + one.lost, 0)
  let duringOutage = 0
  const note = () => {
    for (const witness of witnesses) witness.note()
  }
  const counted = async () => {
    const found = await onDisk(papers)
    for (const witness of witnesses) witness.lookFor(found)
  }
  try {
    if (!(await waitFor(() => witnesses.every((one) => one.isSaved), 20_000))) throw new Error('Nobody could write.')
    for (const witness of witnesses) witness.startTyping(PACE)
    const blows = shuffled<Blow>([
      ...Array<Blow>(kills).fill('kill'),
      ...Array<Blow>(stops).fill('stop'),
      ...Array<Blow>(cuts).fill('cut'),
    ])
    for (const [at, blow] of blows.entries()) {
      // Until people are writing again: then at any moment.
      const before = witnesses.reduce((sum, one) => sum + one.acknowledged, 0)
      const enough = before + witnesses.length
      await waitFor(() => witnesses.reduce((sum, one) => sum + one.acknowledged, 0) >= enough, 10_000)
      await sleep(Math.random() * 250)
      if (blow === 'kill') {
        await server.kill('SIGKILL')
        // What it said last is still on its way to the writers.
        await sleep(50)
        note()
        await counted()
        server = await start()
      } else if (blow === 'stop') {
        await database.crash()
        // What was committed before is still on its way to the writers.
        await sleep(200)
        note()
        await sleep(300 + Math.random() * 700)
        duringOutage += witnesses.reduce((sum, one) => sum + one.sinceNoted, 0)
        await database.restart()
        await counted()
      } else {
        witnesses[at % witnesses.length]?.cut()
      }
      if (at % 20 === 19) console.log(`${at + 1} of ${blows.length} blows, ${lost()} acknowledged edits lost so far`)
    }
    for (const witness of witnesses) witness.stopTyping()
    const allSaved = await waitFor(() => witnesses.every((one) => one.isSaved), 30_000)
    await waitFor(() => rooms.every((_, room) => new Set(textsOf(room)).size === 1), 10_000)
    note()
    await counted()

    const found = await onDisk(papers)
    const alike = papers.filter((paperId, room) =>
      textsOf(room).every((text) => text === found.get(paperId)?.text),
    ).length
    await server.kill('SIGTERM')
    server = await start()
    const late = rooms.map((room) => openEditor(server.url, room, token))
    await waitFor(() => late.every((editor, room) => editor.text() === found.get(papers[room] ?? '')?.text), 10_000)
    const reopened = late.filter((editor, room) => editor.text() === found.get(papers[room] ?? '')?.text).length
    for (const editor of late) editor.close()

    const typed = witnesses.reduce((sum, one) => sum + one.typed, 0)
    const acknowledged = witnesses.reduce((sum, one) => sum + one.acknowledged, 0)
    printTable(
      ['what happened', 'times'],
      [
        ['server killed (SIGKILL)', kills],
        ['Postgres stopped hard (SIGQUIT)', stops],
        ['connections cut', cuts],
        ['edits typed', typed],
        ['edits called saved', acknowledged],
        ['of them while Postgres was away', duringOutage],
        ['acknowledged edits lost', lost()],
      ],
    )
    const goals: Goal[] = [
      { name: 'acknowledged edits lost', value: lost(), goal: '= 0', ok: lost() === 0 },
      { name: 'edits called saved while Postgres was away', value: duringOutage, goal: '= 0', ok: duringOutage === 0 },
      { name: 'edits called saved in the end', value: acknowledged, goal: `= ${typed}`, ok: acknowledged === typed },
      {
        name: 'notes alike on all clients and on disk',
        value: alike,
        goal: `= ${papers.length}`,
        ok: alike === papers.length,
      },
      {
        name: 'notes alike when opened anew',
        value: reopened,
        goal: `= ${papers.length}`,
        ok: reopened === papers.length,
      },
    ]
    return closeBench('durability', goals, {
      writers: witnesses.length,
      acknowledge: values.acknowledge,
      kills,
      stops,
      cuts,
      typed,
      acknowledged,
      allSaved,
    })
  } finally {
    for (const witness of witnesses) witness.close()
    await server.kill('SIGKILL')
    await database.close()
  }

  function textsOf(room: number): string[] {
    return witnesses.filter((one) => one.paperId === papers[room]).map((one) => one.text)
  }
}

process.exitCode = (await main()) ? 0 : 1
