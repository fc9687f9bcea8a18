import { openList } from '#lib/access/open-list.ts'
import { createRequire } from 'node:module'
import { SYSTEM } from '#lib/access/roles.ts'
import { createShareLink } from '#lib/sharing/commands.ts'
import { prisma } from '#prisma/client.ts'
import { EMPTY_PAGE, MOST_ABOVE_EMPTY, javascriptOf } from '../scripts/test/stranger-javascript.ts'
import { SEED_LIST, expect, test } from './fixtures.ts'
import { seedPaper, shareSeed } from './seed.ts'

const open = { includeNotes: true, includeComments: false, expiresAt: null, password: null, label: null }

test('the empty page that shared pages are compared with is of the Next that is installed', () => {
  const { version } = createRequire(import.meta.url)('next/package.json') as { version: string }
  expect(version, 'run `npm run bench:list` and write its figure into EMPTY_PAGE').toBe(EMPTY_PAGE.next)
})

// What the browser has already, it would not load.
test.use({ ownBrowser: true })

test.describe('a stranger loads hardly more JavaScript than Next’s empty page', () => {
  test('with a list', async ({ page }) => {
    const { gzipped } = await javascriptOf(page, `/s/${await shareSeed({ includeNotes: true })}`)
    expect(gzipped - EMPTY_PAGE.gzipped).toBeLessThanOrEqual(MOST_ABOVE_EMPTY)
  })

  test('with a section', async ({ page }) => {
    const { id } = await prisma().section.findFirstOrThrow({
      where: { list: { slug: SEED_LIST }, parentId: null },
      select: { id: true },
    })
    const share = { ...open, scope: 'SECTION' as const, sectionId: id, paperId: null }
    const { token } = await createShareLink(await openList(SYSTEM, { slug: SEED_LIST }), share)
    const { gzipped } = await javascriptOf(page, `/s/${token}`)
    expect(gzipped - EMPTY_PAGE.gzipped).toBeLessThanOrEqual(MOST_ABOVE_EMPTY)
  })

  test('with a paper whose note has no formula to copy', async ({ page }) => {
    const { id } = await seedPaper('Pytorch fsdp')
    const { gzipped } = await javascriptOf(page, `/s/${await shareSeed({ includeNotes: true })}/p/${id}`)
    expect(gzipped - EMPTY_PAGE.gzipped).toBeLessThanOrEqual(MOST_ABOVE_EMPTY)
  })

  test('with the page that asks for a password', async ({ page }) => {
    const { gzipped } = await javascriptOf(page, `/s/${await shareSeed({ includeNotes: true, password: 'sesame' })}`)
    expect(gzipped - EMPTY_PAGE.gzipped).toBeLessThanOrEqual(MOST_ABOVE_EMPTY)
  })
})
