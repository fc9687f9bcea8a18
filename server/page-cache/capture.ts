import type { IncomingMessage, ServerResponse } from 'node:http'

export type Captured = {
  status: number
  headers: [string, string][]
  body: Buffer
  /** More than was to be held: the body is empty, and what of it came was thrown away. */
  isTooLarge: boolean
  /** Sends what was captured, unchanged; nothing has been sent until then. */
  send: () => void
}

type Callback = () => void

function bytes(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === 'string')
    return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
  return Buffer.from(chunk as Uint8Array)
}

function flatten(response: ServerResponse): [string, string][] {
  return Object.entries(response.getHeaders()).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, String(one)]),
  )
}

/**
 * Lets `render` answer, and holds the answer back instead of sending it. Rejects where the reader
 * goes away before the answer is whole.
 * @param most how many bytes are held; of a larger answer nothing is.
 */
export function captureResponse(
  request: IncomingMessage,
  response: ServerResponse,
  render: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  most = Infinity,
): Promise<Captured> {
  return new Promise((resolve, reject) => {
    // A reader who is gone already is not heard to go: nothing would end the wait.
    if (response.destroyed) return reject(new Error('The reader went away.'))
    const chunks: Buffer[] = []
    let size = 0
    const hold = (chunk: Buffer) => {
      size += chunk.length
      if (size <= most) chunks.push(chunk)
      else chunks.length = 0
    }
    const original = {
      writeHead: response.writeHead,
      write: response.write,
      end: response.end,
      flushHeaders: response.flushHeaders,
    }
    const restore = () => {
      Object.assign(response, original)
      response.off('close', onClose)
    }
    const onClose = () => {
      restore()
      reject(new Error('The reader went away.'))
    }
    response.once('close', onClose)

    const writeHead = (status: number, ...rest: unknown[]) => {
      response.statusCode = status
      const given = rest.find((value) => typeof value === 'object') as Record<string, string> | undefined
      for (const [name, value] of Object.entries(given ?? {})) response.setHeader(name, value)
      return response
    }
    const write = (chunk: unknown, encoding?: unknown, callback?: unknown) => {
      hold(bytes(chunk, encoding))
      const done = [encoding, callback].find((value) => typeof value === 'function') as Callback | undefined
      if (done) process.nextTick(done)
      return true
    }
    const end = (...args: unknown[]) => {
      const done = args.find((value) => typeof value === 'function') as Callback | undefined
      if (args[0] != null && typeof args[0] !== 'function') hold(bytes(args[0], args[1]))
      restore()
      if (done) response.once('finish', done)
      const body = Buffer.concat(chunks)
      const send = () => {
        response.end(body)
      }
      resolve({ status: response.statusCode, headers: flatten(response), body, isTooLarge: size > most, send })
      return response
    }
    Object.assign(response, { writeHead, write, end, flushHeaders: () => undefined })
    render(request, response).catch((error: unknown) => {
      restore()
      reject(error as Error)
    })
  })
}
