import { z } from 'zod'
import { env } from '#lib/env.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { MAX_FILE_BYTES } from '#lib/readme/limits.ts'
import { fetchGuarded } from '#lib/intake/fetch/fetch-guarded.ts'
import type { GitHubPlace } from './parse-address.ts'

export type GitHubFile = {
  status: 'ok'
  bytes: Uint8Array
  etag: string | null
  /** Where the text stands in the repository. */
  path: string
}

type Asked = { etag?: string | null; signal?: AbortSignal }

const TIMEOUT_MS = 30_000

/** A file's reply carries its bytes in base64, with line breaks, and a page of addresses. */
const MAX_REPLY_BYTES = Math.ceil(MAX_FILE_BYTES * 1.4) + 65_536

/** What is used of “Get a repository README”; `content` is empty for files over 1 MB. */
const readmeReply = z.object({
  path: z.string().min(1),
  encoding: z.string().default('none'),
  content: z.string().default(''),
})

const encodePath = (path: string) => path.split('/').map(encodeURIComponent).join('/')

/** The raw file's address, on the branch that is meant. */
export const gitHubRawUrl = ({ owner, repo, branch }: GitHubPlace, path: string) =>
  `${env().GITHUB_RAW_URL}/${owner}/${repo}/${encodePath(branch ?? 'HEAD')}/${encodePath(path)}`

/** The page on which people read the file. */
export const gitHubPageUrl = ({ owner, repo, branch }: GitHubPlace, path: string) =>
  `https://github.com/${owner}/${repo}/blob/${encodePath(branch ?? 'HEAD')}/${encodePath(path)}`

/**
 * The file that a place on GitHub names: a named file by its raw address; a repository's or a folder's
 * README by the documented interface, which knows what the file is called. One request where nothing
 * changed since `etag`.
 * @throws AppError as fetchGuarded does.
 */
export async function readGitHub(place: GitHubPlace, asked: Asked): Promise<GitHubFile | { status: 'unchanged' }> {
  try {
    return place.path !== null && !place.isFolder
      ? await readFile(place, place.path, asked)
      : await readReadme(place, asked)
  } catch (error) {
    throw isAppError(error) && hasStatus(error.details, 404) ? notThere(place, error) : error
  }
}

async function readFile(place: GitHubPlace, path: string, { etag, signal }: Asked) {
  const reply = await fetchGuarded(gitHubRawUrl(place, path), {
    accept: ['text'],
    maxBytes: MAX_FILE_BYTES,
    timeoutMs: TIMEOUT_MS,
    ...(etag ? { etag } : {}),
    ...(signal ? { signal } : {}),
  })
  return reply.status === 'unchanged' ? reply : { status: 'ok' as const, bytes: reply.bytes, etag: reply.etag, path }
}

async function readReadme(place: GitHubPlace, { etag, signal }: Asked) {
  const { GITHUB_API_URL, GITHUB_TOKEN } = env()
  const folder = place.path === null ? '' : `/${encodePath(place.path)}`
  const ref = place.branch === null ? '' : `?ref=${encodeURIComponent(place.branch)}`
  const reply = await fetchGuarded(`${GITHUB_API_URL}/repos/${place.owner}/${place.repo}/readme${folder}${ref}`, {
    accept: ['json'],
    maxBytes: MAX_REPLY_BYTES,
    timeoutMs: TIMEOUT_MS,
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      ...(GITHUB_TOKEN ? { authorization: `Bearer ${GITHUB_TOKEN}` } : {}),
    },
    ...(etag ? { etag } : {}),
    ...(signal ? { signal } : {}),
  })
  if (reply.status === 'unchanged') return reply
  const { path, encoding, content } = parseReply(reply.bytes)
  if (encoding === 'base64' && content !== '') {
    return { status: 'ok' as const, bytes: new Uint8Array(Buffer.from(content, 'base64')), etag: reply.etag, path }
  }
  const file = await readFile(place, path, signal ? { signal } : {})
  // The next time, the interface is asked first again: its etag is the one to keep.
  return file.status === 'ok' ? { ...file, etag: reply.etag } : file
}

function parseReply(bytes: Uint8Array) {
  try {
    return readmeReply.parse(JSON.parse(Buffer.from(bytes).toString()))
  } catch (cause) {
    throw new AppError('unavailable', 'GitHub’s answer was not understood.', { cause })
  }
}

const hasStatus = (details: unknown, status: number) =>
  typeof details === 'object' && details !== null && 'status' in details && details.status === status

function notThere({ owner, repo, branch, path }: GitHubPlace, cause: unknown): AppError {
  const where = `${path === null ? 'README' : `“${path}”`} in ${owner}/${repo}${branch === null ? '' : ` on “${branch}”`}`
  return new AppError('invalid', `GitHub has no ${where}, or the repository is not public.`, { cause })
}
