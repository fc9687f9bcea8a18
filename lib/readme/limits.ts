/** The largest README that is read: more than four times the largest that we know, 30,000 entries or so. */
export const MAX_README_BYTES = 4 * 1024 * 1024
/** The largest file: a bibliography holds much that no list shows. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024
/** The most references of one bibliography. */
export const MAX_REFERENCES = 20_000

/** What one upload carries, text and images together. */
export const MAX_UPLOAD_BYTES = 24 * 1024 * 1024

/** Decisions on one draft, of each kind. */
export const MAX_DECISIONS = 20_000
/** Images that come with one draft, and their bytes together. */
export const MAX_DRAFT_ASSETS = 500
export const MAX_DRAFT_ASSET_BYTES = 100 * 1024 * 1024
/** A draft that nobody applied is thrown away. */
export const DRAFT_DAYS = 7

/**
 * Milliseconds of computing for reading one text, and for planning or writing from one. Of READMEs of 0.7
 * and 0.9 MB, the largest that we know, reading takes 2.7 s and planning 0.4 s on a busy machine; one of
 * 4 MB, put together from them, is read and planned within these limits too.
 */
export const READ_CPU_MS = 30_000
export const PLAN_CPU_MS = 20_000
/** What a text read may take, as bytes, and what is planned from it. Those two take 4 and 10 MB. */
export const MAX_DOCUMENT_BYTES = 48 * 1024 * 1024
export const MAX_PLAN_BYTES = 96 * 1024 * 1024
/** A page of a preview. Its removals and sections come whole. */
export const MAX_PAGE_BYTES = 8 * 1024 * 1024

export const CANNOT_BE_READ =
  'This file takes too long to be read: it may be too large, or hold a line or a nesting that no list has. Nothing was changed.'
