import { join } from 'node:path'

/** The folder of the program itself: where package.json is. */
export const ROOT_DIR = join(import.meta.dirname, '..')
