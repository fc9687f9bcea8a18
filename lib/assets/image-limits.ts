export const LARGEST_ASSET = 10 * 1024 * 1024

export type SniffedImage = { sha256: string; mime: string; width: number; height: number }
