/** Time spent computing: it stands while a run is paused. */
export class RunClock {
  #spent = 0
  #since: number | null = null

  start(): void {
    this.#since ??= performance.now()
  }

  stop(): void {
    this.#spent = this.milliseconds
    this.#since = null
  }

  get milliseconds(): number {
    return this.#spent + (this.#since === null ? 0 : performance.now() - this.#since)
  }
}
