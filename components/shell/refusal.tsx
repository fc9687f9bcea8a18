import { buttonClass } from '#components/ui/button-class.ts'
import { type Html, markup } from '#components/ui/markup.ts'
import { FAILURE_CLASS } from './failure-class.ts'

export type RefusalCode = 401 | 403 | 404

export const REFUSAL_TITLES: Record<RefusalCode, string> = {
  401: 'Please sign in first',
  403: 'Your role does not allow this',
  404: 'There is nothing here that you can see',
}

const TEXTS: Record<RefusalCode, string[]> = {
  401: ['This page is for members. Your session may have ended since you last came.'],
  403: [
    'You may read this list, but this page is for people with another role in it. Members edit papers and notes and share links; admins also import, arrange the list and look after its members.',
    'If you need it, ask one of the list’s admins; the Members page says who they are.',
  ],
  404: [
    'The address may be mistyped, or what was here may have been moved or removed. A shared link may have expired or been withdrawn; whoever sent it can make a new one.',
    'It may also belong to a list that you are not a member of. Its admin can invite you.',
  ],
}

function contentOf(code: RefusalCode): Html {
  const link = (href: string, label: string, isMain: boolean) =>
    markup`<a href="${href}" class="${buttonClass(isMain ? 'primary' : 'secondary')}">${label}</a>`
  return markup`<p aria-hidden="true" class="${FAILURE_CLASS.code}">${code}</p>
    <h1 class="${FAILURE_CLASS.title}">${REFUSAL_TITLES[code]}</h1>
    <div class="${FAILURE_CLASS.text}">${TEXTS[code].map((text) => markup`<p>${text}</p>`)}</div>
    <div class="${FAILURE_CLASS.actions}">
      ${link('/', 'Go to your lists', code !== 401)}
      ${code !== 403 && link('/sign-in', 'Sign in', code === 401)}
    </div>`
}

const CONTENTS: Record<RefusalCode, Html> = { 401: contentOf(401), 403: contentOf(403), 404: contentOf(404) }

/**
 * What a person reads where a page is not there for them, and where they can go instead. As text: Next
 * sends every page's refusals along with it, and as elements they would weigh more than the page's frame.
 */
export function Refusal({ code }: { code: RefusalCode }) {
  return <div className={FAILURE_CLASS.page} dangerouslySetInnerHTML={CONTENTS[code]} />
}
