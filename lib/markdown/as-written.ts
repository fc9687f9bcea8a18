const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A sentence of the program's own about a text. */
export const notice = (sentence: string) => `<p class="note-notice">${sentence}</p>`

/** HTML of a text that is not formatted: the reason in one sentence, and its letters as they were typed. */
export const showAsWritten = (text: string, reason: string) =>
  `${notice(`This text is shown as it was written. ${reason}`)}<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>`
