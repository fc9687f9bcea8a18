import type { NextConfig } from 'next'

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // The server compresses (server/compression), so that cached pages are compressed once.
  serverExternalPackages: ['pg', 'pino', '@prisma/adapter-pg', '@prisma/client', 'nodemailer', 'next-auth'],
  experimental: {
    authInterrupts: true,
    serverActions: { bodySizeLimit: '25mb' },
  },
}

export default config
