import type { Role } from '#lib/access/roles.ts'
import type { Message } from './mail.ts'
import { HANDED_OUT_DAYS, MAILED_HOURS, type SignInLink, siteUrl } from './sign-in-links.ts'

/** What a role may do, in the words of a message or a page. */
export const ROLE_WORDS: Record<Role, string> = {
  ADMIN: 'an admin: you can change everything in it and invite others',
  MEMBER: 'a member: you can read it, write notes and share it',
  VIEWER: 'a viewer: you can read it',
}

const CLOSING = 'If you did not expect this message, you can ignore it: nothing happens until the link is used.'

/** To somebody who asked on the sign-in page. */
export function requestedLinkMessage(to: string, link: SignInLink): Message {
  return {
    to,
    subject: 'Your sign-in link for Colloquium',
    paragraphs: [
      `Somebody, probably you, asked to sign in at ${new URL(siteUrl()).host} with this address.`,
      `The link below works once and for ${MAILED_HOURS} hours. Do not pass it on: whoever opens it is signed in as you.`,
    ],
    action: { label: 'Sign in', url: link.url },
    closing: CLOSING,
  }
}

/** To somebody who was invited and has not signed in yet. */
export function invitationMessage(to: string, listTitle: string, role: Role, link: SignInLink): Message {
  return {
    to,
    subject: `You are invited to “${listTitle}”`,
    paragraphs: [
      `You are invited to the reading list “${listTitle}” as ${ROLE_WORDS[role]}.`,
      `The link below signs you in. It works once and for ${HANDED_OUT_DAYS} days. Do not pass it on: whoever opens it is signed in as you.`,
    ],
    action: { label: 'Open the list', url: link.url },
    closing: CLOSING,
  }
}

/** To somebody who has an account and was added to one more list. */
export function addedMessage(to: string, list: { title: string; slug: string }, role: Role): Message {
  return {
    to,
    subject: `You were added to “${list.title}”`,
    paragraphs: [`You were added to the reading list “${list.title}” as ${ROLE_WORDS[role]}.`],
    action: { label: 'Open the list', url: `${siteUrl()}/l/${list.slug}` },
    closing: 'Sign in as you always do. If you did not expect this message, you can ignore it.',
  }
}
