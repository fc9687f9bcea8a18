import { createHash } from 'node:crypto'

/**
 * The form in which a session's token is stored and looked up. The token is 32 random bytes, so a plain
 * hash is enough: whoever reads the database cannot sign in with what stands there.
 */
export const hashSessionToken = (token: string): string => createHash('sha256').update(token).digest('hex')
