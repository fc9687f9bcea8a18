import { type Field, actionId, callWithForm, callWithJson, multipart, submitForm } from '../forms.ts'
import { type Sent, sendAll } from '../http.ts'
import type { Kind, World } from '../input.ts'

const SIGN_IN = { action: 'sign-in/actions.ts#requestLinkAction', path: '/sign-in' }

function* times(size: number, make: (at: number) => Field): Generator<Field> {
  for (let at = 0; at < size; at++) yield make(at)
}

type Shape = [name: string, unit: string, from: number, to: number, sent: (world: World, size: number) => Sent]

const urlencoded = (size: number): Sent => ({
  method: 'POST',
  path: SIGN_IN.path,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: Array.from({ length: size }, (_, at) => `f${at}=1`).join('&'),
})

const SHAPES: Shape[] = [
  [
    'many fields',
    'fields',
    2_000,
    128_000,
    (world, size) =>
      callWithForm(
        world,
        SIGN_IN,
        times(size, (at) => [`f${at}`, '1']),
      ),
  ],
  [
    'fields of one name',
    'fields',
    2_000,
    128_000,
    (world, size) =>
      callWithForm(
        world,
        SIGN_IN,
        times(size, () => ['email', 'a@b.example']),
      ),
  ],
  [
    'fields of one list',
    'fields',
    2_000,
    128_000,
    (world, size) =>
      callWithForm(
        world,
        SIGN_IN,
        times(size, () => ['files[]', 'a']),
      ),
  ],
  [
    'names in names',
    'fields',
    1_000,
    64_000,
    (world, size) =>
      callWithForm(
        world,
        SIGN_IN,
        times(size, (at) => [`a[b${at % 97}][c][${at}].d`, '1']),
      ),
  ],
  [
    'long names',
    'bytes of name',
    10_000,
    1_280_000,
    (world, size) =>
      callWithForm(world, SIGN_IN, [
        ['email', 'somebody@example.org'],
        ...times(8, (at) => [`${at}${'n'.repeat(size / 8)}`, '1']),
      ]),
  ],
  [
    'many fields without script',
    'fields',
    2_000,
    128_000,
    (world, size) =>
      submitForm(
        world,
        SIGN_IN,
        times(size, (at) => [`f${at}`, '1']),
      ),
  ],
  [
    'many bound arguments',
    'fields',
    1_000,
    64_000,
    (world, size) =>
      submitForm(
        world,
        SIGN_IN,
        times(size, (at) => [`$ACTION_1:${at}`, '{"a":"$1"}']),
      ),
  ],
  [
    'many files in a form',
    'files',
    1_000,
    32_000,
    (world, size) =>
      callWithForm(
        world,
        SIGN_IN,
        times(size, (at) => [`f${at}`, 'x', `a${at}.txt`]),
      ),
  ],
  ['a urlencoded body', 'fields', 4_000, 256_000, (_, size) => urlencoded(size)],
  [
    'arrays in arrays',
    'levels',
    1_000,
    512_000,
    (world, size) => callWithJson(world, SIGN_IN, '['.repeat(size) + ']'.repeat(size)),
  ],
  [
    'objects in objects',
    'levels',
    1_000,
    128_000,
    (world, size) => callWithJson(world, SIGN_IN, `${'{"a":'.repeat(size)}1${'}'.repeat(size)}`),
  ],
  [
    'a long array',
    'numbers',
    20_000,
    1_280_000,
    (world, size) => callWithJson(world, SIGN_IN, `[${'1,'.repeat(size)}1]`),
  ],
  ['references to references', 'fields', 500, 32_000, (world, size) => chainOfReferences(world, size)],
]

/** Each field of the call names the next one. */
function chainOfReferences(world: World, size: number): Sent {
  const fields = Array.from({ length: size }, (_, at): Field => [
    String(at),
    at === size - 1 ? '1' : `["$${(at + 1).toString(16)}"]`,
  ])
  const { headers, body } = multipart(fields)
  const id = actionId(world, SIGN_IN.action)
  return {
    method: 'POST',
    path: SIGN_IN.path,
    body,
    headers: { ...headers, 'next-action': id, accept: 'text/x-component' },
  }
}

export const fieldKinds: Kind[] = SHAPES.map(([name, unit, from, to, sent]) => ({
  name,
  who: 'stranger',
  unit,
  from,
  to,
  play: (world, size) => sendAll(world, [sent(world, size)]),
}))
