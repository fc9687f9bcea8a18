import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AppErrorCode, HTTP_STATUS } from '#lib/errors.ts'

/** Why a request goes no further, in a sentence for a person. `status`: where the code's own would mislead. */
export type Refusal = { code: AppErrorCode; sentence: string; status?: number }

// Style attributes, which the policy allows everywhere; system colours follow the reader's light or dark.
const MAIN = 'max-width:36rem;margin:12vh auto;padding:0 1.5rem;font:1.0625rem/1.6 Georgia,serif'

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A page that holds a sentence and nothing else; needs no script. `mayRetry`: it offers to load the same address again. */
export function sentencePage(sentence: string, { mayRetry = false } = {}): string {
  const retry = mayRetry ? '<p><a href="">Try again</a></p>' : ''
  const main = `<main style="${MAIN}"><h1 style="font-size:1.75rem;line-height:1.25">${escaped(sentence)}</h1>${retry}<p><a href="/">Go to the front page</a></p></main>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(sentence)} · Colloquium</title></head><body>${main}</body></html>`
}

/**
 * What an action that was refused before it ran gives to the page that called it: the result that every
 * form shows as a sentence (lib/web/action.ts), in the words in which Next's router reads an answer.
 */
function actionResult({ code, sentence }: Refusal): string {
  return `0:${JSON.stringify({ a: { ok: false, code, message: sentence, fields: {} } })}\n`
}

function write(response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' })
  response.end(body)
}

/** Answers with a sentence in plain text, before any page is involved. */
export function refuse(response: ServerResponse, status: number, sentence: string): void {
  write(response, status, 'text/plain; charset=utf-8', `${sentence}\n`)
}

/** Answers with a sentence in the form that who asks can show: an action's result, a page, or plain text. */
export function refuseInKind(
  { headers }: Pick<IncomingMessage, 'headers'>,
  response: ServerResponse,
  refusal: Refusal,
): void {
  const status = refusal.status ?? HTTP_STATUS[refusal.code]
  if (refusal.code === 'rate_limited' || refusal.code === 'unavailable') response.setHeader('Retry-After', '5')
  if (headers['next-action'] !== undefined) {
    write(response, status, 'text/x-component', actionResult(refusal))
  } else if ((headers.accept ?? '').includes('text/html')) {
    write(response, status, 'text/html; charset=utf-8', sentencePage(refusal.sentence))
  } else refuse(response, status, refusal.sentence)
}
