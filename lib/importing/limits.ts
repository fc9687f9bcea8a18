/** The largest README that is read. */
export const MAX_TEXT_BYTES = 20 * 1024 * 1024

/** What one upload carries, text and images together. */
export const MAX_UPLOAD_BYTES = 24 * 1024 * 1024

/** Decisions on one draft, of each kind. */
export const MAX_DECISIONS = 20_000
/** Images that come with one draft, and their bytes together. */
export const MAX_DRAFT_ASSETS = 500
export const MAX_DRAFT_ASSET_BYTES = 100 * 1024 * 1024
/** A draft that nobody applied is thrown away. */
export const DRAFT_DAYS = 7
