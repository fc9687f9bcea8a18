import { openList } from '#lib/access/open-list.ts'
import type { JobHandler } from '#lib/jobs/registry.ts'
import { log } from '#lib/log.ts'
import { canMail, sendMessage } from '#lib/accounts/mail.ts'
import { checkUpstream } from './commands.ts'
import { newsMessage } from './news-message.ts'
import { unsafeFindUpstream, unsafeListAdmins } from './queries.ts'
import type { UpstreamNews } from './schema.ts'

/**
 * Looks at the address that a list is kept at; its page shows what was found. Where the schedule asked
 * and a text is there that nobody has seen yet, the list's admins get a mail, if the installation can
 * send any. Interrupted, it looks again.
 */
export const upstreamCheckHandler: JobHandler = async ({ job, actor, report, signal }) => {
  const before = await unsafeFindUpstream(job.listId)
  // Taken away since the look was asked for: nothing is wrong, there is nothing to do.
  if (!before) return { status: 'removed' }
  report({ step: 'Looking at the list’s address', done: 0, total: 1 })
  const { news, error } = await checkUpstream(await openList(actor, { id: job.listId }), { signal })
  report({ step: 'Looking at the list’s address', done: 1, total: 1 })
  const after = await unsafeFindUpstream(job.listId)
  if (news && actor.kind === 'system' && after?.sha256 !== before.sha256) await tellAdmins(job.listId, news)
  return { status: error === null ? 'looked' : 'failed', news, error }
}

/** A mail that cannot be sent does not undo the look: the list's page says the same. */
async function tellAdmins(listId: string, news: UpstreamNews): Promise<void> {
  if (!canMail()) return
  const { emails, ...list } = await unsafeListAdmins(listId)
  for (const email of emails) {
    await sendMessage(newsMessage(email, list, news)).catch((error: unknown) =>
      log.warn({ err: error, listId }, 'cannot mail the news of a list’s address'),
    )
  }
}
