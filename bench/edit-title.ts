import { openList } from '#lib/access/open-list.ts'
import { SYSTEM } from '#lib/access/roles.ts'
import { changeList } from '#lib/access/change-list.ts'

/**
 * Renames the first paper that a public page shows, from this other process, and waits for the page to
 * show it.
 * @returns milliseconds from the commit until the page shows the new title; Infinity after 10 s.
 */
export async function editPaperTitle(slug: string, publicUrl: string): Promise<number> {
  const before = await (await fetch(publicUrl)).text()
  const title = /class="paper-title"[^>]*>([^<]+)</.exec(before)?.[1]
  if (!title) throw new Error('The public page shows no paper.')
  const renamed = `Renamed while you read ${Date.now()}`
  await changeList(await openList(SYSTEM, { slug }), 'paper.edit', async ({ db, list }) => {
    const { count } = await db.paper.updateMany({
      where: { listId: list.id, title },
      data: { title: renamed, titleSort: renamed.toLowerCase() },
    })
    if (count === 0) throw new Error(`No paper is called "${title}".`)
    return { result: count }
  })
  const committed = performance.now()
  while (performance.now() - committed < 10_000) {
    const text = await (await fetch(publicUrl)).text()
    if (text.includes(renamed)) return performance.now() - committed
    await new Promise((done) => setTimeout(done, 10))
  }
  return Infinity
}
