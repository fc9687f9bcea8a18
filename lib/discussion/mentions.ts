const MENTION = /@\[([^\]\n]{1,120})\]/g

/** The names that a comment calls: "@[Emmy Noether]". */
export function mentionedNames(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, name = '']) => name.trim()))]
}

/** The people among `members` that a comment calls, by their names without regard to case. */
export function mentionedMembers<T extends { name: string | null }>(text: string, members: readonly T[]): T[] {
  const called = new Set(mentionedNames(text).map((name) => name.toLocaleLowerCase()))
  return members.filter(({ name }) => name !== null && called.has(name.toLocaleLowerCase()))
}

/** The comment's markdown with its mentions set in bold, for the pipeline that renders it. */
export function withMentionMarks(text: string): string {
  return text.replace(MENTION, (_whole, name: string) => `**@${name.replace(/[\\*_`[\]<>]/g, '\\$&')}**`)
}
