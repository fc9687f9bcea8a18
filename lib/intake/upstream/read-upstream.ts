import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import type { ImportInput } from '#lib/readme/apply/prepare/import-input.ts'
import { MAX_FILE_BYTES } from '#lib/readme/limits.ts'
import { readImportable } from '#lib/readme/apply/prepare/preview-new.ts'
import { asReadme } from '#lib/intake/archive/as-readme.ts'
import { checkAddress } from '#lib/intake/fetch/check-address.ts'
import { fetchGuarded } from '#lib/intake/fetch/fetch-guarded.ts'
import { fetchImages } from './fetch-images.ts'
import { gitHubPageUrl, gitHubRawUrl, readGitHub } from './github.ts'
import { type Place, parseAddress } from './parse-address.ts'
import { readUploadApart } from '#lib/intake/archive/upload-apart.ts'
import { isZip } from '#lib/intake/archive/is-zip.ts'

export type UpstreamAddress = {
  /** A repository, a folder or a file on GitHub, or any text file's (or zip's) address. */
  url: string
  branch?: string | null
  path?: string | null
}

export type UpstreamRequest = UpstreamAddress & {
  /** Of the text that we have. */
  etag?: string | null
  /** Whether to fetch the images that its notes show; default true. */
  withImages?: boolean
  signal?: AbortSignal
}

export type UpstreamText = { status: 'unchanged' } | { status: 'ok'; input: ImportInput; etag: string | null }

type Text = { input: ImportInput; etag: string | null; addressOf: ((path: string) => string) | null }

const LEADS_OUT = /(^|\/)\.{1,2}(\/|$)/

/** What an address means, if it may be fetched at all. @throws AppError invalid. */
export function placeOf({ url, branch, path }: UpstreamAddress): Place {
  const address = checkAddress(url.trim(), { allowLoopback: env().ALLOW_LOOPBACK_FETCH })
  const place = parseAddress(address, { branch: branch ?? null, path: path ?? null })
  if (place.kind === 'plain' && (branch || path)) {
    throw new AppError('invalid', 'A branch and a path can be named for repositories on GitHub only.')
  }
  if (place.kind === 'github' && [place.branch, place.path].some((part) => part !== null && LEADS_OUT.test(part))) {
    throw new AppError('invalid', 'The branch or the path leads out of the repository.')
  }
  return place
}

/**
 * The list that is kept at an address, and the images beside it that its notes show: from the same
 * repository and branch, or the same folder of the same server. One request where nothing changed.
 * @throws AppError as fetchGuarded does; invalid also where there is no paper in it, or where a branch
 *   or path is named for something that is not on GitHub.
 */
export async function readUpstream(request: UpstreamRequest): Promise<UpstreamText> {
  const place = placeOf(request)
  const { withImages = true, signal } = request
  const asked = { etag: request.etag ?? null, ...(signal ? { signal } : {}) }
  const text = place.kind === 'github' ? await textOnGitHub(place, asked) : await textAt(place.url, asked)
  if (text === null) return { status: 'unchanged' }
  const { etag, addressOf } = text
  const input = { ...(await asReadme(text.input)), etag }
  if (!withImages || addressOf === null) return { status: 'ok', input, etag }
  const { digest } = (await readImportable(input.bytes)).read
  const assets = await fetchImages(digest.images, addressOf, signal)
  return { status: 'ok', input: { ...input, assets }, etag }
}

/**
 * A list to import from an address, with its images: for a command line or a form that says so just once.
 * @throws AppError as readUpstream does.
 */
export async function readFromAddress(
  url: string,
  { branch, path, signal }: Omit<UpstreamAddress, 'url'> & { signal?: AbortSignal } = {},
): Promise<ImportInput> {
  const given = { branch: branch ?? null, path: path ?? null }
  const text = await readUpstream({ url, ...given, ...(signal ? { signal } : {}) })
  if (text.status === 'unchanged') throw new AppError('unavailable', 'The server says “unchanged” to a first question.')
  return text.input
}

type Asked = { etag: string | null; signal?: AbortSignal }

async function textOnGitHub(place: Place & { kind: 'github' }, asked: Asked): Promise<Text | null> {
  const file = await readGitHub(place, asked)
  if (file.status === 'unchanged') return null
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1)
  return {
    input: { bytes: file.bytes, origin: gitHubPageUrl(place, file.path), assets: new Map() },
    etag: file.etag,
    addressOf: (path) => gitHubRawUrl(place, folder + path),
  }
}

async function textAt(url: string, asked: Asked): Promise<Text | null> {
  const accept = ['text', 'zip'] as const
  const reply = await fetchGuarded(url, { ...asked, accept, maxBytes: MAX_FILE_BYTES, timeoutMs: 30_000 })
  if (reply.status === 'unchanged') return null
  const { bytes, etag, finalUrl } = reply
  const { origin, pathname } = new URL(url)
  if (isZip(bytes)) {
    const input = await readUploadApart([{ name: pathname.slice(pathname.lastIndexOf('/') + 1), bytes }])
    return { input: { ...input, origin: origin + pathname }, etag, addressOf: null }
  }
  return {
    // What follows the question mark may be a key.
    input: { bytes, origin: origin + pathname, assets: new Map() },
    etag,
    addressOf: (path) => new URL(path.split('/').map(encodeURIComponent).join('/'), finalUrl).href,
  }
}
