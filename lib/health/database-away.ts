/** Prisma's: it cannot be reached, is not ready, or ended the connection; no connection became free in time. */
const CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024'])
const KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout'])
/** PostgreSQL's own: it shuts down, has crashed, or is starting; the connection failed. */
const STATES = /^(?:57P0[123]|08\d{3})$/
/** The driver's, which have no code. */
const WORDS = /^(?:Connection terminated|timeout exceeded when trying to connect)/

type Shape = { code?: unknown; message?: unknown; meta?: { driverAdapterError?: { cause?: unknown } } }
type Cause = { kind?: unknown; originalCode?: unknown; originalMessage?: unknown }

/** Whether a query failed because the database did not answer, not because of what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, message, meta } = error as Shape
  const { kind, originalCode, originalMessage } = (meta?.driverAdapterError?.cause ?? {}) as Cause
  return (
    CODES.has(String(code)) ||
    KINDS.has(String(kind)) ||
    [code, originalCode].some((state) => STATES.test(String(state))) ||
    [message, originalMessage].some((words) => WORDS.test(String(words)))
  )
}
