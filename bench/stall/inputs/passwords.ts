import { callWithForm } from '../forms.ts'
import { sendAll } from '../http.ts'
import type { Kind } from '../input.ts'

const twice = { from: 25, to: 100, unit: 'at once' }
const repeated = <T>(size: number, make: (at: number) => T) => Array.from({ length: size }, (_, at) => make(at))

export const passwordKinds: Kind[] = [
  {
    name: 'share links with a password, of no list',
    who: 'stranger',
    ...twice,
    play: (world, size) =>
      sendAll(
        world,
        repeated(size, () =>
          callWithForm(
            world,
            { action: 'l/[list]/sharing/actions.ts#createShareLinkAction', path: `/l/${world.list.slug}/sharing` },
            [
              ['list', 'no-such-list'],
              ['scope', 'LIST'],
              ['password', 'correct horse battery'],
            ],
          ),
        ),
      ),
  },
  {
    name: 'share links with a password',
    who: 'member',
    ...twice,
    play: (world, size) =>
      sendAll(
        world,
        repeated(size, () =>
          callWithForm(
            world,
            {
              action: 'l/[list]/sharing/actions.ts#createShareLinkAction',
              path: `/l/${world.list.slug}/sharing`,
              as: 'member',
            },
            [
              ['list', world.list.slug],
              ['scope', 'LIST'],
              ['password', 'correct horse battery'],
            ],
          ),
        ),
      ),
  },
  {
    name: 'guesses of a share password',
    who: 'link holder',
    ...twice,
    play: (world, size) =>
      sendAll(
        world,
        repeated(size, (at) =>
          callWithForm(
            world,
            { action: 's/[token]/unlock/actions.ts#unlockShareAction', path: `/s/${world.list.locked}/unlock` },
            [
              ['token', world.list.locked],
              ['password', `a guess ${at}`],
            ],
          ),
        ),
      ),
  },
  {
    name: 'sign-in links for many',
    who: 'stranger',
    ...twice,
    play: (world, size) =>
      sendAll(
        world,
        repeated(size, (at) =>
          callWithForm(world, { action: 'sign-in/actions.ts#requestLinkAction', path: '/sign-in' }, [
            ['email', `somebody-${at}@example.org`],
          ]),
        ),
      ),
  },
]
