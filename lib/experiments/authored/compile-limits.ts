export const MOST_SOURCE = 200_000
