import { kindOf } from './kinds.ts'
import type { Played, World } from './input.ts'

/** Whoever attacks, in a process of their own: plays one kind of input at one size when the parent says so. */
export type ToAttack = { world: World; kind: string; size: number }
export type FromAttack = { played: Played } | { problem: string }

if (process.send) {
  const tell = (message: FromAttack) => void process.send?.(message)
  process.on('message', ({ world, kind, size }: ToAttack) => {
    process.env.DATABASE_URL = world.databaseUrl
    kindOf(kind)
      .play(world, size)
      .then((played) => tell({ played }))
      .catch((error: unknown) => tell({ problem: error instanceof Error ? error.message : String(error) }))
  })
  process.on('disconnect', () => process.exit(0))
}
