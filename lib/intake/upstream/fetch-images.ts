import { isAppError } from '#lib/errors.ts'
import { fetchGuarded } from '#lib/intake/fetch/fetch-guarded.ts'

const MAX_IMAGES = 200
const MAX_IMAGE_BYTES = 10 * 1024 * 1024
const MAX_ALL_BYTES = 50 * 1024 * 1024
const AT_ONCE = 4
const IMAGE_TIMEOUT_MS = 20_000
const ALL_TIMEOUT_MS = 120_000

/**
 * The images that a text shows, from beside it. At most 200, of 10 MB each and 50 MB together, four at
 * a time, for two minutes: what does not come within that, or is not there, is simply not among them,
 * and the import's report says so.
 * @param addressOf where an image stands, by its path beside the text.
 * @throws what `signal` was aborted with.
 */
export async function fetchImages(
  paths: readonly string[],
  addressOf: (path: string) => string,
  signal?: AbortSignal,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  const waiting = paths.slice(0, MAX_IMAGES)
  const until = performance.now() + ALL_TIMEOUT_MS
  let total = 0
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const timeoutMs = Math.min(IMAGE_TIMEOUT_MS, Math.floor(until - performance.now()))
      const maxBytes = Math.min(MAX_IMAGE_BYTES, MAX_ALL_BYTES - total)
      if (timeoutMs <= 0 || maxBytes <= 0) return
      const bytes = await fetchImage(addressOf(path), { timeoutMs, maxBytes, signal })
      if (!bytes || total + bytes.length > MAX_ALL_BYTES) continue
      total += bytes.length
      found.set(path, bytes)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return new Map(paths.flatMap((path) => (found.has(path) ? [[path, found.get(path)!]] : [])))
}

async function fetchImage(
  address: string,
  { signal, ...limits }: { timeoutMs: number; maxBytes: number; signal: AbortSignal | undefined },
): Promise<Uint8Array | null> {
  try {
    const reply = await fetchGuarded(address, { ...limits, accept: ['image'], ...(signal ? { signal } : {}) })
    return reply.status === 'ok' ? reply.bytes : null
  } catch (error) {
    if (isAppError(error) && !signal?.aborted) return null
    throw error
  }
}
