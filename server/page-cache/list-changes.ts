import { type Notifications, listenForNotifications } from '../database/notifications.ts'

/**
 * Listens for what the trigger on "List" tells of every change.
 * @param on.ready after every connect: changes before it may have been missed.
 */
export function listenForListChanges(
  databaseUrl: string,
  on: { change: (listId: string) => void; ready: () => void },
): Notifications {
  const lost = 'cannot listen for changes; public pages are not cached'
  return listenForNotifications(databaseUrl, 'list_changed', { message: on.change, ready: on.ready, lost })
}
