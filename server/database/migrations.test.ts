import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PRISMA_DIR } from '../root-dir.ts'

const read = (file: string) => readFileSync(join(PRISMA_DIR, file), 'utf8')

describe('the migrations', () => {
  it('say all that schema.prisma says: whoever changes it runs "npm run migration:new"', () => {
    expect(read('migrations/schema.snapshot.prisma')).toBe(read('schema.prisma'))
  })
})
