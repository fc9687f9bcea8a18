/** What the sign-in page says for the words that next-auth and our own rule put into `?error=`. */
const PROBLEMS: Record<string, string> = {
  NotInvited:
    'Nobody was invited with this address. Ask an admin of your group to invite you, or sign in with the address that they invited.',
  EmailNotVerified:
    'The provider does not confirm that your e-mail address is yours. Confirm it there, or sign in another way.',
  Verification: 'This link was used before, or its time is over. Ask for a new one.',
  ProvenSince:
    'This link does not work any more: the account was proven in another way since. Sign in by mail, by a provider, or with a link from an admin of this site.',
  RateLimited: 'Too many sign-in links were asked for. Wait an hour, then try again.',
  NoMail: 'This site sends no mail. Ask an admin of your group for a sign-in link.',
  EmailSignin: 'That is not an e-mail address that mail can be sent to.',
  AccessDenied: 'You may not sign in here. Ask an admin of your group to invite you.',
  OAuthAccountNotLinked: 'This account belongs to somebody else here. Sign in the way you did the first time.',
  SessionRequired: 'Please sign in first.',
  Configuration: 'Signing in is not set up correctly. Whoever runs this site finds the reason in its log.',
}

/** A sentence for a person; null where nothing went wrong. */
export function signInProblem(error: unknown): string | null {
  if (typeof error !== 'string' || error === '' || error === 'undefined') return null
  return PROBLEMS[error] ?? 'Signing in did not work. Nothing was changed; please try again.'
}
