import { parseArgs } from 'node:util'
import { disconnectPrisma } from '#prisma/client.ts'
import { type Goal, closeBench, printTable } from './report.ts'
import { HELD_OUT, KINDS } from './stall/kinds.ts'
import { Measure, type Row } from './stall/measure.ts'
import { AttackProcess } from './stall/processes.ts'
import { startServer } from './stall/server.ts'
import { HEADER, goalsOf, lineOf } from './stall/table.ts'
import { buildWorld } from './stall/world.ts'

/**
 * Whether one person can make everybody wait. Strangers, holders of a link, members and admins send what is dear to
 * answer, ever more of it until a limit answers, while others read, and write in a note. `--only WORD` plays the
 * kinds with that word in their name, `--held-out` those as well that nothing was built against, `--without NAME`
 * takes a protection away (stall/without.ts), `--list` prints the kinds.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    without: { type: 'string' },
    'held-out': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    idle: { type: 'string', default: '12' },
  },
})
/** What the audit found, and forty more. */
const LEAST_KINDS = 46

const wanted = values['held-out'] ? [...KINDS, ...HELD_OUT] : KINDS
const chosen = wanted.filter(({ name }) => values.only === undefined || name.includes(values.only))
const round = (value: number) => Math.round(value)

async function main(): Promise<boolean> {
  const server = await startServer({ without: values.without })
  const attack = new AttackProcess()
  let measure: Measure | null = null
  try {
    const world = await buildWorld(server.url, server.databaseUrl)
    measure = new Measure(server, world, attack)
    await measure.measureIdle(Number(values.idle) * 1_000)
    const { idle, idleLongest, idleMemory } = measure
    printTable(
      ['nothing going on', 'page ms', 'list ms', 'edit ms', 'MB'],
      [
        ['p99', round(idle.page), round(idle.list), round(idle.edit), round(idleMemory)],
        ['longest', round(idleLongest.page), round(idleLongest.list), round(idleLongest.edit), ''],
      ],
    )
    const rows: Row[] = []
    for (const kind of chosen) {
      const row = await measure.play(kind)
      rows.push(row)
      console.log(
        lineOf(row)
          .filter((cell) => cell !== '')
          .join(' · '),
      )
      if (row.played.sentence) console.log(`    “${row.played.sentence}”`)
      await measure.recover(row)
    }
    console.log()
    printTable(HEADER, rows.map(lineOf))
    console.log(
      'Waits are those of others, at the size that made them longest; of an input that missed, the median of three.\n',
    )
    const goals: Goal[] = goalsOf(measure, rows, values.only === undefined ? LEAST_KINDS : 1)
    const inputs = rows.map(({ kind, size, waits, memory, played, repeated, isMissed, failed }) => ({
      name: kind.name,
      who: kind.who,
      size,
      waits,
      memory,
      played,
      repeated,
      isMissed,
      failed,
    }))
    return closeBench('stall', goals, { without: values.without ?? null, idle, idleLongest, idleMemory, inputs })
  } finally {
    measure?.stop()
    attack.stop()
    await disconnectPrisma()
    await server.stop()
  }
}

if (values.list)
  for (const { name, who, from, to, unit } of chosen) console.log(`${who}: ${name} (${from} to ${to} ${unit})`)
else process.exitCode = (await main()) ? 0 : 1
