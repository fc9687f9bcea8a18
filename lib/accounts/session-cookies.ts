/** The names under which next-auth keeps the database session's token. */
export const SESSION_COOKIES = ['__Secure-next-auth.session-token', 'next-auth.session-token'] as const
