import { LIMITS } from '../../realtime/limits.ts'
import { startNotes } from '../../realtime/notes.fixture.ts'

/**
 * The notes' server alone in a process of its own, to be killed by tests and loaded by benches.
 * Reads DATABASE_URL, PORT, REDIS_URL, ACKNOWLEDGE (commit, early or memory) and UNLIMITED.
 */
const acknowledge = process.env.ACKNOWLEDGE
const { url, stop } = await startNotes({
  port: Number(process.env.PORT ?? 0),
  redisUrl: process.env.REDIS_URL,
  ...(acknowledge === 'early' || acknowledge === 'memory' ? { acknowledge } : {}),
  ...(process.env.UNLIMITED
    ? { limits: { ...LIMITS, messagesPerSecond: 1e6, burst: 1e6, connectionsPerUser: 1e4, connectionsPerAddress: 1e4 } }
    : {}),
})
process.on('SIGTERM', () => void stop().then(() => process.exit(0)))
// Whoever started it may be gone without a word.
process.on('disconnect', () => process.exit(0))
console.log(url)
