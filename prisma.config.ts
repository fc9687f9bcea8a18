import { defineConfig } from 'prisma/config'

// The command line of Prisma reads this; the app itself never does.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
