import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { env } from '#lib/env.ts'
import { fontClasses } from './fonts.ts'

// Every answer carries its own nonce, so no page can be made ahead of its request.
export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  const { APP_URL, PORT } = env()
  return {
    metadataBase: new URL(APP_URL ?? `http://localhost:${PORT}`),
    title: { default: 'Colloquium', template: '%s · Colloquium' },
    description: 'A reading group’s own library: papers, notes with mathematics, and the README they came from.',
    applicationName: 'Colloquium',
    robots: { index: false, follow: false },
    openGraph: { siteName: 'Colloquium', type: 'website', images: [{ url: '/og.png', width: 1200, height: 630 }] },
    formatDetection: { telephone: false, email: false, address: false },
  }
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#131716' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // theme.js sets data-theme and data-js on <html> before React wakes.
    <html lang="en" className={fontClasses} suppressHydrationWarning>
      <head>
        {/* eslint-disable-next-line @next/next/no-sync-scripts -- it must run before the first paint */}
        <script src="/theme.js" />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2.5 font-medium text-on-accent no-underline focus:translate-y-0"
        >
          Skip to content
        </a>
        {children}
      </body>
    </html>
  )
}
