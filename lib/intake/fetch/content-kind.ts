/** text: of any kind but web pages. image: of any kind. zip: an archive. json: an interface's reply. */
export type ContentKind = 'text' | 'image' | 'zip' | 'json'

const ANY = new Set(['', 'application/octet-stream', 'binary/octet-stream'])
const WEB_PAGE = /^(text\/html|application\/xhtml\+xml)$/
const PATTERNS: Record<ContentKind, RegExp> = {
  text: /^(text\/.+|application\/(json|markdown|x-markdown|x-bibtex|x-tex|x-research-info-systems|vnd\.citationstyles\.csl\+json))$/,
  image: /^image\/.+$/,
  zip: /^application\/(zip|x-zip-compressed|x-zip)$/,
  json: /^application\/(json|.+\+json)$/,
}

const bare = (contentType: string | null) => (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase()

export const isWebPage = (contentType: string | null): boolean => WEB_PAGE.test(bare(contentType))

/** Whether a reply's content type is one of the kinds that were asked for. A server that does not say is believed: the bytes are looked at later. */
export function isContentOf(kinds: readonly ContentKind[], contentType: string | null): boolean {
  const type = bare(contentType)
  return ANY.has(type) || (!WEB_PAGE.test(type) && kinds.some((kind) => PATTERNS[kind].test(type)))
}
