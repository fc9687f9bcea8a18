import type { Sent } from './http.ts'
import type { Who, World } from './input.ts'

const BOUNDARY = '----StallFormBoundary7MA4YWxkTrZu0gW'

export type Field = [name: string, value: string | Buffer, file?: string]

/** A form as browsers write it. */
export function multipart(fields: Iterable<Field>): { headers: Record<string, string>; body: Buffer } {
  const parts: Buffer[] = []
  for (const [name, value, file] of fields) {
    const disposition = `form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}`
    const type = file === undefined ? '' : '\r\nContent-Type: application/octet-stream'
    parts.push(
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: ${disposition}${type}\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    )
  }
  parts.push(Buffer.from(`--${BOUNDARY}--\r\n`))
  return { headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, body: Buffer.concat(parts) }
}

/** An action's id as the build names it. @param of file below app/, and the export's name: `sign-in/actions.ts#requestLinkAction`. */
export function actionId(world: World, of: string): string {
  const id = world.actions[of]
  if (!id) throw new Error(`The build knows no action ${of}.`)
  return id
}

type Call = { action: string; path: string; as?: Who }

/** A call of an action with a form's fields, as React sends it. */
export function callWithForm(world: World, { action, path, as }: Call, fields: Iterable<Field>): Sent {
  const named = (function* () {
    for (const [name, ...rest] of fields) yield [`_1_${name}`, ...rest] as Field
    yield ['0', '["$K1"]'] as Field
  })()
  const { headers, body } = multipart(named)
  return { method: 'POST', path, ...(as ? { as } : {}), body, headers: { ...headers, ...nextHeaders(world, action) } }
}

/** A call of an action with one argument, as React sends it. `json`: what stands between the brackets. */
export function callWithJson(world: World, { action, path, as }: Call, json: string): Sent {
  const headers = { 'content-type': 'text/plain;charset=UTF-8', ...nextHeaders(world, action) }
  return { method: 'POST', path, ...(as ? { as } : {}), body: `[${json}]`, headers }
}

/** The same as a form without script: the action's id is one of its fields. */
export function submitForm(world: World, { action, path, as }: Call, fields: Iterable<Field>): Sent {
  const withId = (function* () {
    yield [`$ACTION_ID_${actionId(world, action)}`, ''] as Field
    yield* fields
  })()
  return { method: 'POST', path, ...(as ? { as } : {}), ...multipart(withId) }
}

const nextHeaders = (world: World, action: string) => ({
  'next-action': actionId(world, action),
  accept: 'text/x-component',
})
