import { EVENTS_PER_MESSAGE } from '#lib/experiments/runtime/limits.ts'
import type { WireEvent } from '#lib/experiments/runtime/messages.ts'
import { LIMITS } from '#lib/experiments/runtime/limits.ts'
import { base64 } from '#lib/experiments/runtime/result.ts'
import type { RunEvent } from '#lib/experiments/runtime/run.ts'

const EVERY_MS = 50
/** Images are large; four in a second are a film. */
const IMAGES_EVERY_MS = 250

/**
 * Gathers a run's events and sends them at most every 50 ms. Of progress, images and timelines only the
 * last counts; points and rows beyond what a figure holds are not sent.
 */
export class EventBatch {
  #pending: WireEvent[] = []
  readonly #latest = new Map<string, RunEvent>()
  readonly #counts = new Map<string, number>()
  #sentAt = 0
  #imagesAt = 0
  readonly #send: (events: WireEvent[]) => void

  constructor(send: (events: WireEvent[]) => void) {
    this.#send = send
  }

  add(event: RunEvent): void {
    switch (event.type) {
      case 'progress':
        this.#latest.set('progress', event)
        break
      case 'image':
      case 'timeline':
        this.#latest.set(`${event.type} ${event.figure}`, event)
        break
      case 'point':
        if (this.#fits(`${event.figure} ${event.series}`, LIMITS.points)) this.#pending.push(event)
        break
      case 'row':
        if (this.#fits(event.figure, LIMITS.rows)) this.#pending.push(event)
        break
      default:
        this.#latest.set(event.type === 'verdict' ? `verdict ${event.verdict.claim}` : `metric ${event.name}`, event)
    }
    if (this.#pending.length >= EVENTS_PER_MESSAGE - 200) this.flush()
    else this.flushIfDue()
  }

  flushIfDue(): void {
    if (performance.now() - this.#sentAt >= EVERY_MS) this.flush()
  }

  /** @param all images too, however shortly after the last. */
  flush(all = false): void {
    const now = performance.now()
    const images = all || now - this.#imagesAt >= IMAGES_EVERY_MS
    const events = this.#pending
    this.#pending = []
    for (const [key, event] of this.#latest) {
      if (event.type === 'image') {
        if (!images) continue
        this.#imagesAt = now
        // One message an image: together they could be too long for one.
        this.#send([drawn(event)])
      } else if (event.type === 'timeline') events.push({ ...event, spans: event.spans.slice(0, LIMITS.spans) })
      else events.push(event)
      this.#latest.delete(key)
    }
    this.#sentAt = now
    if (events.length > 0) this.#send(events)
  }

  #fits(key: string, most: number): boolean {
    const count = this.#counts.get(key) ?? 0
    this.#counts.set(key, count + 1)
    return count < most
  }
}

function drawn({ figure, pixels }: Extract<RunEvent, { type: 'image' }>): WireEvent {
  const { width, height, rgba } = pixels
  return { type: 'drawn', figure, width, height, rgba: base64(rgba) }
}
