/** Whether nothing but space stands between two offsets. */
export const isBlankBetween = (text: string, start: number, end: number) =>
  start <= end && text.slice(start, end).trim() === ''
