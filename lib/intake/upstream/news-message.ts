import type { Message } from '#lib/accounts/mail.ts'
import { siteUrl } from '#lib/accounts/sign-in-links.ts'
import type { UpstreamNews } from './schema.ts'

const papers = (count: number) => (count === 1 ? '1 paper' : `${count} papers`)

/** What upstream has, in one sentence: “12 papers are new, 1 paper changed, 2 papers are there no more.” */
export function describeNews({ added, changed, missing }: UpstreamNews): string {
  const are = (count: number) => (count === 1 ? 'is' : 'are')
  const parts = [
    ...(added > 0 ? [`${papers(added)} ${are(added)} new`] : []),
    ...(changed > 0 ? [`${papers(changed)} changed`] : []),
    ...(missing > 0 ? [`${papers(missing)} ${are(missing)} there no more`] : []),
  ]
  return parts.length === 0 ? 'Its text changed, no paper did.' : `${parts.join(', ')}.`
}

/** To an admin of a list whose address has something new. */
export function newsMessage(to: string, list: { slug: string; title: string }, news: UpstreamNews): Message {
  return {
    to,
    subject: `News for “${list.title}”`,
    paragraphs: [
      `The address that the reading list “${list.title}” is kept at has a new version. ${describeNews(news)}`,
      'Nothing is imported by itself: look at what would change, and choose.',
    ],
    action: { label: 'See what is new', url: `${siteUrl()}/l/${list.slug}/import` },
    closing: 'You get this as an admin of the list. On the same page, the schedule can be changed or switched off.',
  }
}
