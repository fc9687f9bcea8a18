import { join } from 'node:path'

/** The folder of the program itself: where package.json is. */
export const ROOT_DIR = join(import.meta.dirname, '..')

/** Holds schema.prisma and the migrations. */
export const PRISMA_DIR = join(ROOT_DIR, 'prisma')
