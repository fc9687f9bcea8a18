/** The largest README that is read. */
export const MAX_TEXT_BYTES = 20 * 1024 * 1024

/** What one upload carries, text and images together. */
export const MAX_UPLOAD_BYTES = 24 * 1024 * 1024
