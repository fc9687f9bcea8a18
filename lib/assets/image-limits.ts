export const LARGEST_ASSET = 10 * 1024 * 1024

/** What all images of one list may take together, in bytes. */
export const LARGEST_ASSETS = 2 * 1024 * 1024 * 1024

export type SniffedImage = { mime: string; width: number; height: number }
