const texts = new Map<string, Promise<string>>()

async function load(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`What the run needs could not be loaded (${response.status}).`)
  return response.text()
}

/**
 * A file of ours as text, to be handed to the sealed frame; the page keeps it for the next run.
 * @throws Error where it cannot be had.
 */
export function loadText(url: string): Promise<string> {
  const known = texts.get(url)
  if (known) return known
  const loading = load(url)
  texts.set(url, loading)
  loading.catch(() => texts.delete(url))
  return loading
}
