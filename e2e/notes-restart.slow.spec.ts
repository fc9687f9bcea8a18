// inputs: app/l/** app/api/** components/notes/** e2e/fixtures.ts e2e/note-page.ts e2e/notes-restart.slow.spec.ts e2e/shared-page.ts e2e/start-another.ts instrumentation.ts lib/notes/** next.config.ts package-lock.json prisma/migrations/** prisma/schema.prisma realtime/** scripts/run-server.ts scripts/start.ts server/**
import { openList } from '#lib/access/open-list.ts'
import { SYSTEM } from '#lib/access/roles.ts'
import { getNote } from '#lib/notes/queries.ts'
import { expect, test } from './fixtures.ts'
import { openNote, ownPaper, saved, typeAtEnd } from './note-page.ts'
import { startAnother } from './start-another.ts'

test('the server is restarted while somebody types: they go on, and nothing is lost', async ({ page, as }) => {
  const { list, ref, paper, path } = await ownPaper('Start.')
  await as('MEMBER', list.slug)
  const server = await startAnother()
  try {
    await openNote(page, `${server.url}${path}`)
    await typeAtEnd(page, ' before')
    await expect(saved(page)).toBeVisible()
    await server.stop()
    await page.keyboard.type(' meanwhile')
    await expect(page.locator('[data-save-state=offline]')).toBeVisible()
    await server.start()
    await page.keyboard.type(' after')
    await expect(saved(page)).toBeVisible({ timeout: 60_000 })
    await expect
      .poll(async () => (await getNote(await openList(SYSTEM, ref), paper.id))?.text)
      .toBe('Start. before meanwhile after')
  } finally {
    await server.stop(true)
  }
})
