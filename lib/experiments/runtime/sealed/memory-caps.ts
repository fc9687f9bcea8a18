/** Thrown out of an allocation, into the experiment; the run says so even where the author caught it. */
export class MemoryExceeded extends RangeError {}

const MB = 1024 * 1024
const PAGE = 65_536

/** Counts what is held against the budget. */
export class MemoryLedger {
  exceeded: string | null = null
  #held = 0
  readonly #most: number

  constructor(megabytes: number) {
    this.#most = megabytes * MB
  }

  /** @throws MemoryExceeded where `bytes` more would be too much. */
  take(bytes: number, where: string): void {
    if (this.#held + bytes > this.#most) {
      const wanted = Math.ceil((this.#held + bytes) / MB)
      this.exceeded = `The run needs ${wanted} MiB of ${where}, and may hold ${Math.floor(this.#most / MB)} MiB.`
      throw new MemoryExceeded(this.exceeded)
    }
    this.#held += bytes
  }

  giveBack(bytes: number): void {
    this.#held -= bytes
  }
}

/** Makes every GPU buffer and texture count. To be called before anything has a device. */
export function capGpuMemory(ledger: MemoryLedger): void {
  if (typeof GPUDevice === 'undefined') return
  const held = new WeakMap<object, number>()
  const { createBuffer, createTexture } = GPUDevice.prototype
  GPUDevice.prototype.createBuffer = function (descriptor) {
    ledger.take(descriptor.size, 'GPU memory')
    const buffer = createBuffer.call(this, descriptor)
    held.set(buffer, descriptor.size)
    return buffer
  }
  // Nothing of ours draws; 16 bytes are the most that a plain texel takes.
  GPUDevice.prototype.createTexture = function (descriptor) {
    const texture = createTexture.call(this, descriptor)
    ledger.take(texture.width * texture.height * texture.depthOrArrayLayers * 16, 'GPU memory')
    return texture
  }
  const { destroy } = GPUBuffer.prototype
  GPUBuffer.prototype.destroy = function () {
    ledger.giveBack(held.get(this) ?? 0)
    held.delete(this)
    return destroy.call(this)
  }
}

/** Makes WebAssembly's memory count: the library keeps every array of the CPU in one that grows. */
export function capWasmMemory(ledger: MemoryLedger): void {
  if (typeof WebAssembly === 'undefined') return
  const { Memory } = WebAssembly
  const { grow } = Memory.prototype
  Memory.prototype.grow = function (pages) {
    ledger.take(pages * PAGE, 'memory')
    return grow.call(this, pages)
  }
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, [descriptor]: [WebAssembly.MemoryDescriptor]) {
      ledger.take(descriptor.initial * PAGE, 'memory')
      return new target(descriptor)
    },
  })
}
