/** What is kept, and shown to strangers, of a passage that a thread is about, in characters. */
export const MAX_QUOTE = 2000
