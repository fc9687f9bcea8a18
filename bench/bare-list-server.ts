import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg from 'pg'
import type { Statement } from './statement-log.ts'

/**
 * The peer of the list page: a bare node:http handler that asks the same SQL through `pg` and writes
 * the same bytes of HTML from a string template. Arguments: a JSON file {databaseUrl, statements, html, titles}, a port.
 */
type Input = { databaseUrl: string; statements: Statement[]; html: string; titles: string[] }

const [file = '', port = '0'] = process.argv.slice(2)
const input = JSON.parse(readFileSync(file, 'utf8')) as Input
const pool = new pg.Pool({ connectionString: input.databaseUrl, max: 10 })

// The page cut at each row's title; the titles come from the database on every request.
const pieces: string[] = []
let rest = input.html
for (const title of input.titles) {
  const at = rest.indexOf(title)
  if (at < 0) throw new Error(`The page does not hold "${title}".`)
  pieces.push(rest.slice(0, at))
  rest = rest.slice(at + title.length)
}

createServer(async (_request, response) => {
  let titles: string[] = []
  for (const { sql, params } of input.statements) {
    const { rows } = await pool.query<{ title?: string }>(sql, params)
    if (rows.length >= input.titles.length) titles = rows.map((row) => row.title ?? '')
  }
  let html = ''
  for (let index = 0; index < pieces.length; index++) html += pieces[index] + (titles[index] ?? '')
  html += rest
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(html) })
  response.end(html)
}).listen(Number(port), '127.0.0.1', () => console.log('ready'))
