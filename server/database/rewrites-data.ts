import type { MigrationFile } from './migrate.ts'

/** The first line of a migration after which rows are not what they were; the start makes a copy before it. */
export const MARK = '-- rewrites data'

/** From before the mark; their text stays, for databases remember its checksum. */
const OLDER = new Set(['20261123151152_run_columns', '20261123160700_description_in_order'])

/** Whether rows may lose something by this migration that only a copy brings back. */
export function rewritesData({ name, sql }: Pick<MigrationFile, 'name' | 'sql'>): boolean {
  return OLDER.has(name) || sql.startsWith(MARK)
}

const COMMENT = /--.*$|\/\*[\s\S]*?\*\//gm
/** What a function will do later, and a text, is not what the migration does. */
const QUOTED = /(\$\w*\$)[\s\S]*?\1|'(?:[^']|'')*'/g
const REWRITES = [
  /^\s*(?:with\b[\s\S]*\b)?(?:update|delete\s+from|merge\s+into|truncate)\b/i,
  /\bdrop\s+(?:table|column|schema|type)\b/i,
  /\balter\s+(?:column\s+)?(?:"[^"]+"|\w+)\s+(?:set\s+data\s+)?type\b/i,
  /^\s*do\b/i,
]

/** Whether a statement of the migration changes or drops what rows hold: then it must carry the mark. */
export function looksRewriting(sql: string): boolean {
  const statements = sql.replace(COMMENT, '').replace(QUOTED, "''").split(';')
  return statements.some((statement) => REWRITES.some((pattern) => pattern.test(statement)))
}
