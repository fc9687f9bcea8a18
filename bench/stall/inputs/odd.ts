import { sendAll } from '../http.ts'
import type { Kind, World } from '../input.ts'

const ADDRESSES: [name: string, write: (world: World) => string][] = [
  ['NUL in the address', ({ list }) => `/s/${list.share}?q=%00`],
  ['NUL in a name', ({ list }) => `/l/${list.slug}%00/p/x`],
  ['percent signs that escape nothing', ({ list }) => `/s/${list.share}/p/%E0%A4%A`],
  ['bytes that are no UTF-8', ({ list }) => `/s/${list.share}?q=%ff%fe`],
  ['a name that is no paper', ({ list }) => `/s/${list.share}/p/${'.'.repeat(2)}%2f${'a'.repeat(300)}`],
  ['an action that is none', () => '/sign-in?/../../etc'],
]

export const oddKinds: Kind[] = [
  ...ADDRESSES.map(([name, write]): Kind => ({
    name,
    who: 'stranger',
    unit: 'at once',
    from: 4,
    to: 16,
    play: (world, size) =>
      sendAll(
        world,
        Array.from({ length: size }, (_, at) => ({ path: `${write(world)}${at % 2 ? '&n=1' : ''}` })),
      ),
  })),
  {
    name: 'a long address',
    who: 'stranger',
    unit: 'characters',
    from: 1_000,
    to: 64_000,
    play: (world, size) =>
      sendAll(world, [{ path: `/s/${'a'.repeat(size)}` }, { path: `/sign-in?next=${'/'.repeat(size)}` }]),
  },
  {
    name: 'methods that nobody uses',
    who: 'stranger',
    unit: 'at once',
    from: 5,
    to: 40,
    play: (world, size) =>
      sendAll(
        world,
        Array.from({ length: size }, (_, at) => ({
          method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'][at % 5] ?? 'PUT',
          path: '/sign-in',
        })),
      ),
  },
]
