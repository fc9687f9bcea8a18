import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '#lib/log.ts'
import { maskPath } from './mask-path.ts'

/** Health probes and the pages' scripts and styles: of interest only when looking for something. */
const QUIET = /^\/(_next\/|api\/health\/)/

/**
 * Writes one line when the answer is out: id, method, masked path, status and duration. No query
 * string, address, agent or person.
 */
export function logAccess(request: IncomingMessage, response: ServerResponse, id: string): void {
  const startedAt = performance.now()
  const path = maskPath(request.url ?? '/')
  const method = request.method ?? 'GET'
  response.once('close', () => {
    const ms = Math.round((performance.now() - startedAt) * 10) / 10
    const line = {
      id,
      method,
      path,
      status: response.statusCode,
      ms,
      ...(response.writableFinished ? {} : { aborted: true }),
    }
    if (QUIET.test(path) && response.statusCode < 500) log.debug(line, 'request')
    else log.info(line, 'request')
  })
}
