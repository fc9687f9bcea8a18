import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

export const dynamic = 'force-dynamic'

let pool: pg.Pool | undefined
const kept = new Map<string, string>()

/** What a page costs that prints HTML as it is, after one question to the database: for bench/pages.ts. */
export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params
  const html = kept.get(name) ?? readFileSync(join(process.env.BARE_HTML ?? '', name), 'utf8')
  kept.set(name, html)
  pool ??= new pg.Pool({ connectionString: process.env.BARE_DATABASE_URL })
  await pool.query('select "id" from "List" limit 1')
  return <div dangerouslySetInnerHTML={{ __html: html }} />
}
