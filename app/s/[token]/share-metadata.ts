import type { Metadata } from 'next'
import { siteUrl } from '#lib/accounts/sign-in-links.ts'

/**
 * What a shared page tells robots and link previews. Its own address is the only one that carries
 * the token, and no other site learns of it from a click.
 */
export function shareMetadata(page: {
  title: string
  description: string
  path: string
  type: 'website' | 'article'
  /** The list is declared public. */
  isIndexable: boolean
}): Metadata {
  const { title, description, path, type, isIndexable } = page
  return {
    metadataBase: new URL(siteUrl()),
    title: { absolute: `${title} · Colloquium` },
    description,
    referrer: 'no-referrer',
    robots: isIndexable ? { index: true, follow: true } : { index: false, follow: false },
    ...(isIndexable ? { alternates: { canonical: path } } : {}),
    openGraph: { title, description, type, url: path, siteName: 'Colloquium', images: [{ url: '/og.png', alt: '' }] },
    twitter: { card: 'summary_large_image' },
  }
}
