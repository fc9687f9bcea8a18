import type { NextConfig } from 'next'

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  // The server packs what goes out, after it has put the large HTML in (server/http/fill-placeholders.ts).
  compress: false,
  reactStrictMode: true,
  // `npm run lint` checks the types, of the tests too; a start need not.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg',
    'pino',
    '@prisma/adapter-pg',
    '@prisma/client',
    'nodemailer',
    'piscina',
    'next-auth',
    'yjs',
    'lib0',
    'undici',
    '@citation-js/core',
    '@citation-js/plugin-bibtex',
    '@citation-js/plugin-ris',
  ],
  turbopack: {
    resolveAlias: {
      // Its browser build asks the document, which the worker that renders previews has not.
      'decode-named-character-reference': './node_modules/decode-named-character-reference/index.js',
    },
  },
  // Figures are shown as they are; the server answers 404 for Next's optimizer (server/http/address.ts).
  images: { unoptimized: true },
  // The address of a shared page is a secret; in development Next would print it.
  logging: { incomingRequests: { ignore: [/^\/s\//] } },
  experimental: {
    authInterrupts: true,
    // What a page's actions may carry, and from whom, the server decides before (server/http/body/body-rules.ts).
    serverActions: { bodySizeLimit: '25mb' },
  },
}

export default config
