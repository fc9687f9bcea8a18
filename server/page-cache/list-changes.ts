import { type Notifications, listenForNotifications } from '../database/notifications.ts'

/**
 * Listens for what the trigger on "List" tells of every change: the list's id, and where only notes changed whose
 * writer said so, the ids of their papers behind it.
 * @param on.ready after every connect: changes before it may have been missed.
 */
export function listenForListChanges(
  databaseUrl: string,
  on: { change: (listId: string, papers: ReadonlySet<string> | null) => void; ready: () => void },
): Notifications {
  const message = (payload: string) => {
    const [listId = '', ...papers] = payload.split(' ')
    on.change(listId, papers.length === 0 ? null : new Set(papers))
  }
  const lost = 'cannot listen for changes; public pages are not cached'
  return listenForNotifications(databaseUrl, 'list_changed', { message, ready: on.ready, lost })
}
