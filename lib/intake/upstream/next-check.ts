const HOUR_MS = 3_600_000

/** When the schedule looks next, null: never by itself. */
export const nextCheck = (checkEveryHours: number | null, from: Date): Date | null =>
  checkEveryHours === null ? null : new Date(from.getTime() + checkEveryHours * HOUR_MS)
