import type { ServerResponse } from 'node:http'
import { sentencePage } from './refuse.ts'

const WORDS: Record<number, { title: string; text: string }> = {
  401: {
    title: 'Please sign in first',
    text: 'This page is for members. Your session may have ended since you last came.',
  },
  403: {
    title: 'Your role does not allow this',
    text: 'You may read this list, but this page is for people with another role in it. An admin of the list can help.',
  },
  404: {
    title: 'There is nothing here that you can see',
    text: 'The address may be mistyped, or what was here may have been moved or removed. A shared link may have expired or been withdrawn; whoever sent it can make a new one.',
  },
  500: {
    title: 'This page could not be shown',
    text: 'Something failed while it was being prepared. What you had saved is safe; another try often helps.',
  },
}

/** The shell that Next sends where a page refuses: its words come only by script, so these stand in without one. */
const SHELL = '<html id="__next_error__"><head>'

// Style attributes, which the policy allows everywhere; system colours follow the reader's light or dark.
const MAIN = 'max-width:36rem;margin:12vh auto;padding:0 1.5rem;font:1.0625rem/1.6 Georgia,serif'

/**
 * Makes the page of a refusal readable without JavaScript: adds its words to the empty shell, for
 * readers who run no scripts. Any other page is returned as it is.
 */
export function readableFailure(html: string, status: number): string {
  const words = WORDS[status]
  if (!words || !html.includes(SHELL)) return html
  const title = html.includes('<title>') ? '' : `<title>${words.title} · Colloquium</title>`
  const main = `<main id="main" style="${MAIN}"><h1 style="font-size:1.75rem;line-height:1.25">${words.title}</h1><p>${words.text}</p><p><a href="/">Go to the front page</a></p></main>`
  return html
    .replace(
      SHELL,
      `<html lang="en" id="__next_error__"><head><meta name="color-scheme" content="light dark"/>${title}`,
    )
    .replace('<body>', `<body><noscript>${main}</noscript>`)
}

function isFailure(response: ServerResponse): boolean {
  return response.statusCode in WORDS && String(response.getHeader('content-type')).startsWith('text/html')
}

/**
 * Holds back what turns out to be the page of a refusal until it is whole, and sends it readable. The rest passes.
 * Pages come unpacked: the server packs what goes out, after this.
 * @param findUnavailable why the page could not be made just now, in a sentence; null: it failed for another reason.
 * @param findWhole the app's own page for a status, to be sent instead of the empty shell; null: there is none.
 */
export function makeFailuresReadable(
  response: ServerResponse,
  findWhole: (status: number) => Promise<string | null> = async () => null,
  findUnavailable: () => string | null = () => null,
): void {
  const original = {
    writeHead: response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse,
    write: response.write.bind(response) as (...args: unknown[]) => boolean,
    end: response.end.bind(response) as (...args: unknown[]) => ServerResponse,
    flushHeaders: response.flushHeaders.bind(response),
  }
  const chunks: Buffer[] = []
  const keep = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === 'string')
      chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
  }
  const run = (args: unknown[]) => {
    const done = args.find((value) => typeof value === 'function') as (() => void) | undefined
    if (done) process.nextTick(done)
  }
  Object.assign(response, {
    writeHead: (status: number, ...rest: unknown[]) => {
      if (!(status in WORDS)) return original.writeHead(status, ...rest)
      response.statusCode = status
      const headers = rest.find((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value as string)
      return isFailure(response) ? response : original.writeHead(status)
    },
    flushHeaders: () => {
      if (!isFailure(response)) original.flushHeaders()
    },
    write: (...args: unknown[]) => {
      if (!isFailure(response) || response.headersSent) return original.write(...args)
      keep(args[0], args[1])
      run(args)
      return true
    },
    end: (...args: unknown[]) => {
      if (!isFailure(response) || response.headersSent) return original.end(...args)
      keep(args[0], args[1])
      const html = Buffer.concat(chunks).toString('utf8')
      const send = (content: string) => {
        response.setHeader('content-length', Buffer.byteLength(content))
        original.writeHead(response.statusCode)
        original.end(content, ...args.filter((value) => typeof value === 'function'))
      }
      const sentence = response.statusCode === 500 ? findUnavailable() : null
      if (sentence !== null) {
        response.statusCode = 503
        response.removeHeader('etag')
        response.setHeader('Content-Type', 'text/html; charset=utf-8')
        response.setHeader('Cache-Control', 'no-store')
        response.setHeader('Retry-After', '5')
        send(sentencePage(sentence, { mayRetry: true }))
      } else {
        const whole = html.includes(SHELL) ? findWhole(response.statusCode).catch(() => null) : Promise.resolve(html)
        void whole.then((page) => send(page ?? readableFailure(html, response.statusCode)))
      }
      return response
    },
  })
}
