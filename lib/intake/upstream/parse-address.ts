/** A place in a repository on GitHub; null: its default branch, its README. */
export type GitHubPlace = {
  kind: 'github'
  owner: string
  repo: string
  branch: string | null
  /** Of a file, or of a folder whose README is meant. */
  path: string | null
  isFolder: boolean
}

/** Any other address of a text file, images beside it. */
export type PlainPlace = { kind: 'plain'; url: string }

export type Place = GitHubPlace | PlainPlace

/** Not “.” or “..”, with or without “.git”: in an address these mean another place. */
const NAME = /^(?!\.*(git)?$)[\w.-]{1,100}$/

/**
 * What an address that people copy from their browser means: a repository, a folder or a file on
 * GitHub, as a page or raw; a file on GitLab, Codeberg or a gist, whose page is turned into the raw
 * file's address; anything else is taken as it stands. A branch whose name has a slash cannot be told
 * from a folder: then it is to be given by itself.
 * @param given branch and path that the person named beside the address; they go before what it says.
 */
export function parseAddress(url: URL, given: { branch?: string | null; path?: string | null } = {}): Place {
  const place = gitHubPlace(url, given.branch ?? null)
  if (!place) return { kind: 'plain', url: rawAddress(url) }
  const path = given.path ? cleanPath(given.path) : place.path
  return {
    ...place,
    branch: given.branch ?? place.branch,
    path,
    isFolder: given.path ? false : place.isFolder,
  }
}

const cleanPath = (path: string) => path.replace(/^(\.?\/)+|\/+$/g, '') || null

function gitHubPlace(url: URL, givenBranch: string | null): GitHubPlace | null {
  const parts = url.pathname.split('/').filter(Boolean).map(decode)
  const host = url.hostname.replace(/^www\./, '')
  const [owner, name, view, ...rest] = parts
  if (!owner || !name || !NAME.test(owner) || !NAME.test(name)) return null
  const place = { kind: 'github' as const, owner, repo: name.replace(/\.git$/, ''), isFolder: false }
  if (host === 'raw.githubusercontent.com') {
    const { branch, path } = splitBranch(parts.slice(2), givenBranch)
    return path === null ? null : { ...place, branch, path }
  }
  if (host !== 'github.com') return null
  if (view === undefined) return { ...place, branch: null, path: null }
  if (!['tree', 'blob', 'raw', 'edit', 'blame'].includes(view) || rest.length === 0) return null
  const { branch, path } = splitBranch(rest, givenBranch)
  const isFolder = view === 'tree' && path !== null
  return view === 'tree' || path !== null ? { ...place, branch, path, isFolder } : null
}

/** “main/docs/list.md”, “refs/heads/main/docs/list.md”, or with the branch that is known already. */
function splitBranch(parts: readonly string[], given: string | null): { branch: string | null; path: string | null } {
  const isFull = parts[0] === 'refs' && (parts[1] === 'heads' || parts[1] === 'tags')
  const bare = isFull ? parts.slice(2) : parts
  const length = given && `${bare.join('/')}/`.startsWith(`${given}/`) ? given.split('/').length : 1
  return { branch: bare.slice(0, length).join('/') || null, path: bare.slice(length).join('/') || null }
}

function rawAddress(url: URL): string {
  const raw = new URL(url)
  raw.hash = ''
  const { hostname, pathname } = raw
  if (hostname === 'gist.github.com' && /^\/[\w-]+\/[0-9a-f]{20,}\/?$/.test(pathname)) {
    raw.pathname = `${pathname.replace(/\/$/, '')}/raw`
  } else if (pathname.includes('/-/blob/')) {
    raw.pathname = pathname.replace('/-/blob/', '/-/raw/')
  } else if (hostname === 'codeberg.org') {
    raw.pathname = pathname.replace(/^(\/[^/]+\/[^/]+)\/src\/(branch|tag|commit)\//, '$1/raw/$2/')
  }
  return raw.href
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
