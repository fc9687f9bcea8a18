/** Words by which an answer tells that it stops at a limit. */
const LIMIT =
  /too (large|long|many|much|deep|deeply|big|complex|tangled|wide|often)|at most|more than|larger than|longer than|nested|as it was written|is very long|not shown here|here is its source|try again|cannot be (read|shown|rendered)|could not be (read|shown|rendered)/i

const textOfHtml = (html: string) =>
  html
    .replace(/<(script|style|head|nav|svg|math|template)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|#x27|nbsp);/g, ' ')
    .replace(/\s+/g, ' ')

/** Four words or more that begin with a capital and end as a sentence does. */
const SENTENCE = /[A-Z“][^.!?<>{}\n]*(?: [^ .!?<>{}\n]+){3,}[^.!?<>{}\n]*[.!?]/g

const found = (text: string) => (text.match(SENTENCE) ?? []).map((one) => one.trim()).filter((one) => one.length < 400)

/** The sentence that tells a person why they were refused; null where there is none: a bare status, or nothing. */
export function sentenceOf(body: string, contentType: string): string | null {
  const isHtml = contentType.includes('html')
  const all = found(isHtml ? textOfHtml(body.slice(0, 2_000_000)) : body.slice(0, 20_000))
  return all.find((one) => LIMIT.test(one)) ?? all[0] ?? null
}

/** The sentence by which a page that is otherwise whole tells what of a text it leaves out, if it does. */
export function limitOnPage(html: string): string | null {
  const notices = [
    ...html
      .slice(0, 8_000_000)
      .matchAll(/<(?:p|div)\b[^>]*(?:notice|role="(?:note|status|alert)")[^>]*>([\s\S]{0,600}?)<\/(?:p|div)>/gi),
  ]
  const said = notices.flatMap(([, inner = '']) => found(textOfHtml(inner)))
  return said.find((one) => LIMIT.test(one)) ?? null
}

/** What a server action gave back, as it stands in the answer that Next's router reads; null: it gave nothing back. */
export function actionResult(body: string): { ok: boolean; message: string | null } | null {
  const line = /^\d+:(\{"ok":(true|false).*)$/m.exec(body)
  if (!line) return null
  if (line[2] === 'true') return { ok: true, message: null }
  const text = '"(?:[^"\\\\]|\\\\.)*"'
  const message = new RegExp(`"message":(${text})`).exec(line[1] ?? '')?.[1]
  const ofField = new RegExp(`"fields":\\{${text}:(${text})`).exec(line[1] ?? '')?.[1]
  const said = ofField ?? message
  return { ok: false, message: said ? (JSON.parse(said) as string) : null }
}
