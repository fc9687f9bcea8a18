import { setTimeout as sleep } from 'node:timers/promises'
import type { Hocuspocus } from '@hocuspocus/server'
import { log } from '#lib/log.ts'
import { unsafeSettleLeftovers } from '#lib/notes/document-commands.ts'
import { type DocumentMarks, unsafeDocumentMarks } from '#lib/notes/document-queries.ts'
import type { NoteRoom } from './note-room.ts'
import type { Rights, RoomContext } from './rights.ts'
import { catchUp, deriveTexts, foldLogs, indexTexts, keepVersions } from './settle.ts'

/** In ms. */
export type Rhythm = { settle: number; sweep: number; recheck: number; leftovers: number }
export const RHYTHM: Rhythm = { settle: 100, sweep: 3_000, recheck: 60_000, leftovers: 60_000 }

/** Rows that a process of ours would have folded long ago. */
const LEFT_BEHIND = 60

/** Runs `task` every `pause` ms, one at a time; a failure is logged and the next round tries again. */
function every(pause: number, words: string, task: () => Promise<void>) {
  let running: Promise<void> = Promise.resolve()
  let isRunning = false
  const round = (): Promise<void> => {
    if (isRunning) return running
    isRunning = true
    running = task()
      .catch((error: unknown) => log.warn({ err: error }, words))
      .finally(() => (isRunning = false))
    return running
  }
  const timer = setInterval(() => void round(), pause)
  timer.unref()
  const stop = () => {
    clearInterval(timer)
    return running
  }
  return { round, stop }
}

/** Whether the log held something that the room has not seen. Rows go only when they are folded. */
function isBehind(room: NoteRoom, { compactions, rows, newest }: DocumentMarks): boolean {
  if (compactions !== room.compactions) return compactions > room.compactions
  return rows > room.rows.size || (newest !== null && !room.rows.has(newest))
}

/** Picks up what the log holds and an open room has not seen: other processes, the command line, saved forms. */
export async function sweepRooms(rooms: Iterable<NoteRoom>): Promise<void> {
  const open = new Map([...rooms].map((room) => [room.paperId, room]))
  if (open.size === 0) return
  for (const mark of await unsafeDocumentMarks([...open.keys()])) {
    const room = open.get(mark.paperId)
    if (!room || room.doc.isDestroyed || !isBehind(room, mark)) continue
    // What was read may be newer than what we have heard of our own edits and our own folding.
    await Promise.all([room.committed, room.folded])
    if (isBehind(room, mark)) await catchUp(room)
  }
}

/** The work around the edits: texts, versions, folding, looking out for what others wrote, leaving rooms. */
export function startCaretaker(
  { rooms, rights, hocuspocus }: { rooms: Map<string, NoteRoom>; rights: Rights; hocuspocus: Hocuspocus<RoomContext> },
  rhythm: Rhythm,
) {
  async function settle(isClosing = false): Promise<void> {
    const open = [...rooms.values()]
    const now = Date.now()
    const goOn = (error: unknown) => log.warn({ err: error }, 'notes could not be settled; tried again')
    await deriveTexts(open, now, isClosing)
    await indexTexts(open, now, isClosing).catch(goOn)
    await keepVersions(open, now).catch(goOn)
    await foldLogs(open, now, isClosing).catch(goOn)
    for (const room of open) if (room.doc.getConnectionsCount() === 0) void hocuspocus.unloadDocument(room.doc)
  }
  const settling = every(rhythm.settle, 'notes could not be settled; tried again', () => settle())
  const sweeping = every(rhythm.sweep, 'the log could not be swept; tried again', () => sweepRooms(rooms.values()))
  const rechecking = every(rhythm.recheck, 'rights could not be looked at; tried again', () =>
    rights.recheckInTurn(rhythm.recheck / 2),
  )
  const openPapers = () => new Set([...rooms.values()].map((room) => room.paperId))
  const leftovers = every(rhythm.leftovers, 'notes left behind could not be settled; tried again', () =>
    unsafeSettleLeftovers(LEFT_BEHIND, openPapers()),
  )
  // What a process before us left behind when it ended without warning.
  void unsafeSettleLeftovers(0, new Set()).catch((error: unknown) =>
    log.warn({ err: error }, 'notes left behind could not be settled; tried again'),
  )

  async function finishAll(deadline: number): Promise<void> {
    await Promise.all([settling, sweeping, rechecking, leftovers].map((task) => task.stop()))
    while (rooms.size > 0 && Date.now() < deadline) {
      await settle(true).catch((error: unknown) => log.warn({ err: error }, 'notes could not be settled'))
      await sleep(20)
    }
  }
  /** Everything derived, kept and folded; but no longer than `patience` ms, for the database may be away. What is left, the next process settles. */
  const finish = (patience: number): Promise<void> =>
    Promise.race([finishAll(Date.now() + patience), sleep(patience, undefined, { ref: false })])
  return { sweep: sweeping.round, finish }
}
