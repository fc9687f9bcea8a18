import { z } from 'zod'

/** Grows when a backup is written so that older programs cannot read it. */
export const FORMAT = 1

const name = z.string().min(1).max(63)

/** The first thing in a backup: what it is, and of what. */
export const headerSchema = z.object({
  colloquium: z.literal('backup'),
  format: z.number().int().min(1),
  at: z.string(),
  /** As applied to the database that was written. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** With the columns whose values are written; generated ones are not. */
  tables: z.array(z.object({ name, columns: z.array(name).min(1) })),
  /** Their values are texts: they are bigints. */
  sequences: z.array(z.object({ name, value: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
})

/** What stands behind a table's rows: how many they are, and the sha256 of them as COPY writes them. */
export const tableEndSchema = z.object({
  name,
  rows: z.number().int().min(0),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

export type Header = z.output<typeof headerSchema>
export type TableEnd = z.output<typeof tableEndSchema>

/** What a whole backup holds. */
export type Manifest = { header: Header; tables: TableEnd[] }

/** Told how far a backup or a restore is. */
export type ReportTables = (progress: { table: string; done: number; total: number; bytes: number }) => void
