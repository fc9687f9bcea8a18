import { Command, InvalidArgumentError } from 'commander'
import { slugSchema } from '#lib/lists/schema.ts'
import { prisma } from '#prisma/client.ts'
import { buildLargeList } from '#prisma/seed/large.ts'
import { withDatabase } from '#server/with-database.ts'

// Makes (or makes anew) the reproducible large list in the database of DATABASE_URL, of the server that
// is running on the data folder, or of the data folder itself.

function positive(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000)
    throw new InvalidArgumentError('A number from 1 to 1000000.')
  return count
}

function slug(text: string): string {
  const parsed = slugSchema.safeParse(text)
  if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'No address of a list.')
  return parsed.data
}

const options = new Command('seed:large')
  .description('Makes a reproducible list of many papers; one that has the address already is replaced.')
  .option('--papers <count>', 'how many papers', positive, 100_000)
  .option('--list <slug>', 'the address of the list', slug, 'large-list')
  .parse()
  .opts<{ papers: number; list: string }>()

try {
  await withDatabase(async () => {
    const started = performance.now()
    const onProgress = (done: number) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${done.toLocaleString('en')} papers`)
    }
    const list = await buildLargeList(prisma(), { papers: options.papers, slug: options.list, onProgress })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(
      `${process.stdout.isTTY ? '\r' : ''}${options.papers.toLocaleString('en')} papers in /l/${list.slug}, made in ${seconds} s.`,
    )
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
