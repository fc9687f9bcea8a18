import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { lineDiffApart } from '#lib/notes/history/line-diff-apart.ts'
import { runForClient } from '#lib/work/client.ts'
import { closeWorkPool, workPool } from '#lib/work/pool.ts'
import { WorkError } from '#lib/work/work-error.ts'
import { documentOf } from './document-cache.ts'
import { type Source, readSource } from './read-source.ts'

const entry = (at: number) =>
  `- Wei, J. [**Paper number ${at}**](https://arxiv.org/abs/2109.${10_000 + at}) ICLR (2022)`
const listOf = (title: string, papers: number) =>
  readSource(
    new TextEncoder().encode(`# ${title}\n\n${Array.from({ length: papers }, (_, at) => entry(at)).join('\n')}\n`),
  )
const read = ({ sha256, bytes }: Source) => documentOf(sha256, () => bytes)

afterEach(() => void vi.restoreAllMocks())
afterAll(closeWorkPool)

// For threads that start on a machine that is busy.
describe('reading a text that is to be imported', { timeout: 60_000 }, () => {
  it('says what is in it', async () => {
    const { digest } = await read(listOf('Ten', 10))
    expect(digest).toEqual({ title: 'Ten', entries: 10, images: [] })
  })

  it('is done once for two people who ask at the same time, and for whoever asks later', async () => {
    const run = vi.spyOn(workPool(), 'run')
    const [one, other] = await Promise.all([read(listOf('Twice', 20)), read(listOf('Twice', 20))])
    expect(one).toBe(other)
    expect(await read(listOf('Twice', 20))).toBe(one)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['time', 'too_large', /takes too long to be read/],
    ['memory', 'too_large', /Nothing was changed/],
    ['output', 'too_large', /takes too long to be read/],
    ['busy', 'unavailable', /busy with other imports; try again/],
  ] as const)('ends with a sentence at its limit of %s, and may be asked again', async (limit, code, message) => {
    const source = listOf(`Over ${limit}`, 5)
    vi.spyOn(workPool(), 'run').mockRejectedValueOnce(new WorkError(limit))
    await expect(read(source)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string })
    expect((await read(source)).digest.entries).toBe(5)
  })

  it('keeps no reader waiting, however many imports there are', async () => {
    await Promise.all([read(listOf('Warm', 1)), lineDiffApart('a', 'b')])
    const order: string[] = []
    const imports = Array.from({ length: 6 }, (_, at) =>
      runForClient(`job ${at}`, () => read(listOf(`Large ${at}`, 1500))).then(() => order.push('import')),
    )
    const page = runForClient('reader', () => lineDiffApart('one\ntwo', 'one\nthree')).then(() => order.push('page'))
    await Promise.all([...imports, page])
    expect(order.indexOf('page')).toBe(0)
  })
})
