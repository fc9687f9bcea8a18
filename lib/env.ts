import { z } from 'zod'

const optional = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional()

/** A base address without a trailing slash. */
const webAddress = (address: string) =>
  z
    .url({ protocol: /^https?$/ })
    .default(address)
    .transform((value) => value.replace(/\/+$/, ''))

/** Every setting the program reads, parsed once at start; README's table of settings lists the same names. */
const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: optional.transform((value) => value ?? '0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** The address people use, without a trailing slash; default http://localhost:PORT. */
  APP_URL: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
  DATABASE_URL: optional,
  /** Where several processes share the notes that are open; one process needs none. */
  REDIS_URL: optional.pipe(z.url({ protocol: /^rediss?$/ }).optional()),
  DATA_DIR: optional.transform((value) => value ?? '.data'),
  NEXTAUTH_SECRET: optional,
  ADMIN_EMAIL: optional.pipe(z.email().optional()),
  SMTP_URL: optional.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
  MAIL_FROM: optional,
  GITHUB_ID: optional,
  GITHUB_SECRET: optional,
  GOOGLE_ID: optional,
  GOOGLE_SECRET: optional,
  OIDC_ISSUER: optional.pipe(z.url().optional()),
  OIDC_ID: optional,
  OIDC_SECRET: optional,
  OIDC_NAME: optional,
  /** How many proxies in front set X-Forwarded-For; 0: none, the header is ignored. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Lets lists be fetched from this very machine (127.0.0.1, any port); for tests. */
  ALLOW_LOOPBACK_FETCH: optional.pipe(z.stringbool().default(false)),
  /** Raises GitHub's limit of requests. Needs no permission at all, and should have none. */
  GITHUB_TOKEN: optional,
  GITHUB_API_URL: optional.pipe(webAddress('https://api.github.com')),
  GITHUB_RAW_URL: optional.pipe(webAddress('https://raw.githubusercontent.com')),
  /** The services that papers may be completed from ("arxiv,crossref,openalex"); none where it is empty: nothing is asked. */
  METADATA_SERVICES: optional
    .transform((value) => (value ?? '').split(/[\s,]+/).filter((name) => name !== ''))
    .pipe(z.array(z.enum(['arxiv', 'crossref', 'openalex']))),
  /** Told to Crossref and OpenAlex, which treat those better who say whom to write to. */
  METADATA_MAILTO: optional.pipe(z.email().optional()),
  OPENALEX_API_KEY: optional,
  METADATA_ARXIV_URL: optional.pipe(webAddress('https://export.arxiv.org/api/query')),
  METADATA_CROSSREF_URL: optional.pipe(webAddress('https://api.crossref.org')),
  METADATA_OPENALEX_URL: optional.pipe(webAddress('https://api.openalex.org')),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Env = z.output<typeof envSchema>

/** Parses the environment; throws one Error whose message names every bad setting. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = envSchema.safeParse(source)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`Bad settings: ${problems.join('; ')}.`)
}

let cached: Env | undefined

/** The settings of this process. `server/main.ts` fills in what it decides (DATABASE_URL, secrets) before this is first called. */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}
