import type { FromTypeWorker, TypeQuestion, TypeQuestions } from './protocol.ts'

type Ask<Kind extends TypeQuestion> = TypeQuestions[Kind]['ask']
type Answer<Kind extends TypeQuestion> = TypeQuestions[Kind]['answer']

/**
 * The type checker in its worker. It starts with the first question; where it cannot be had, every
 * question fails, and writing goes on without it.
 */
export class TypeWorker {
  readonly #url: string
  #worker: Worker | null = null
  #broken: Error | null = null
  #next = 1
  readonly #waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()

  constructor(url: string) {
    this.#url = url
  }

  #start(): Worker {
    const worker = new Worker(this.#url)
    worker.addEventListener('message', ({ data }: MessageEvent<FromTypeWorker>) => {
      const waiting = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      if (data.ok) waiting?.resolve(data.answer)
      else waiting?.reject(new Error(data.message))
    })
    worker.addEventListener('error', () => this.#fail(new Error('The type checker could not be loaded.')))
    return worker
  }

  #fail(error: Error): void {
    this.#broken = error
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }

  /** @throws Error where the worker could not be started, or has ended. */
  ask<Kind extends TypeQuestion>(kind: Kind, text: string, asked: Ask<Kind>): Promise<Answer<Kind>> {
    if (this.#broken) return Promise.reject(this.#broken)
    this.#worker ??= this.#start()
    const id = this.#next++
    this.#worker.postMessage({ id, kind, text, ...asked })
    return new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject })) as Promise<
      Answer<Kind>
    >
  }

  end(): void {
    this.#worker?.terminate()
    this.#fail(new Error('The editor was closed.'))
  }
}
