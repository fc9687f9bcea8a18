import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FromFrame, FromWorker, ToWorker } from '#lib/experiments/runtime/messages.ts'
import { tiny } from '#lib/experiments/runtime/tiny.fixture.ts'
import { Attempt } from './attempt.ts'

const frame = vi.hoisted(() => ({ hear: (_message: unknown) => {}, posted: [] as unknown[] }))
vi.mock('./load-text.ts', () => ({ loadText: () => Promise.resolve('') }))
vi.mock('./frame-link.ts', () => ({
  openFrame: (_url: string, hear: (message: FromFrame | null) => void) => {
    frame.hear = hear as (message: unknown) => void
    return Promise.resolve({ post: (message: ToWorker) => frame.posted.push(message), close: () => {} })
  },
}))

const { run: _run, ...description } = tiny
const request = {
  assets: { compute: { url: '', bytes: 0 }, frame: { url: '' } },
  code: { text: '' },
  parameters: {},
  seed: 1,
  device: 'wasm',
  limits: { seconds: 0.4 },
  description,
} as const
const say = (message: FromWorker) => frame.hear({ type: 'worker', text: JSON.stringify(message) })

async function running(): Promise<Attempt> {
  const attempt = new Attempt(request, 'wasm', () => {})
  await vi.waitFor(() => expect(frame.posted).toContainEqual(expect.objectContaining({ type: 'run' })))
  say({ type: 'ready', device: { kind: 'wasm', label: 'CPU', fallbackAdapter: false } })
  return attempt
}

beforeEach(() => {
  frame.posted = []
})

describe('the time of a run', () => {
  it('goes on where the code itself says that it rests', async () => {
    const attempt = await running()
    say({ type: 'paused' })
    expect(attempt.stage).toBe('running')
    expect(await attempt.done).toMatchObject({ state: 'failed', kind: 'time' })
  })

  it('stands while the reader has it rest, and goes on at their word', async () => {
    const attempt = await running()
    attempt.pause()
    say({ type: 'paused' })
    const before = attempt.milliseconds
    await new Promise((resolve) => setTimeout(resolve, 800))
    expect(attempt.milliseconds).toBe(before)
    expect(attempt.stage).toBe('paused')
    attempt.resume()
    expect(await attempt.done).toMatchObject({ state: 'failed', kind: 'time' })
  })
})
