/** What comes in: a text and the images that it shows. */
export type ImportInput = {
  bytes: Uint8Array
  /** Where the text came from: a file name, "pasted". */
  origin: string
  /** The images that came with it, by their path beside the file. */
  assets: ReadonlyMap<string, Uint8Array>
  /** By which its address tells whether it has changed since. */
  etag?: string | null
}
