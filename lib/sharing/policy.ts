export type ShareScope = 'LIST' | 'SECTION' | 'PAPER'
export type ShareState = 'active' | 'expired' | 'revoked'

/** Whether a link opens now; a revoked one stays revoked also after its expiry. */
export function shareState(link: { revokedAt: Date | null; expiresAt: Date | null }, now = new Date()): ShareState {
  if (link.revokedAt) return 'revoked'
  if (link.expiresAt && link.expiresAt.getTime() <= now.getTime()) return 'expired'
  return 'active'
}
