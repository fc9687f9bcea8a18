import { sha256Of } from '#lib/readme/parse/read-source.ts'

/** An image that comes with a text: its bytes are read only where they are needed. */
export type GivenImage = { sha256: string; read: () => Promise<Uint8Array> }

/** Images that are in memory. */
export const givenImages = (images: ReadonlyMap<string, Uint8Array>): Map<string, GivenImage> =>
  new Map([...images].map(([path, bytes]) => [path, { sha256: sha256Of(bytes), read: () => Promise.resolve(bytes) }]))
