/**
 * Where an experiment's page is.
 * @param base `/l/<list>`, or `/s/<token>/p/<paper>` for a share.
 * @param texts parameters and seed as a link says them; see `writeParameters`.
 */
export function experimentHref(base: string, slug: string, texts: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(texts).toString()
  return `${base}/experiments/${slug}${query && `?${query}`}`
}

/** Where the compiled text of an authored experiment is fetched; the address names its content. */
export function codeHref(base: string, slug: string, codeVersion: string): string {
  return `${base}/experiments/${slug}/code/${codeVersion}`
}
