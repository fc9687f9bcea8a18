/** Who somebody is to the others who have a note open; the server writes it, whatever the browser says. */
export type PresenceUser = { id: string; name: string; color: string; colorLight: string }

/** The same for a person everywhere: the name of their cursor and a colour that text of either theme stands out from. */
export function presenceUser({ id, name }: { id: string; name: string | null }): PresenceUser {
  let hash = 0
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  // Steps of the golden angle: neighbours in the hash are far apart on the wheel.
  const hue = Math.round((hash * 137.508) % 360)
  // Every hue equally light: white words on it, and a cursor of it on a light or a dark page, can be told apart.
  return {
    id,
    name: name ?? 'Somebody',
    color: `oklch(0.55 0.14 ${hue})`,
    colorLight: `oklch(0.55 0.14 ${hue} / 0.24)`,
  }
}

const MAX_STATE = 2_000

/**
 * What a client says about itself, with the server's word on who it is. Null where it is not an
 * object, or larger than a cursor and a selection can be.
 */
export function ownState(state: unknown, user: PresenceUser): Record<string, unknown> | null {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return null
  if (JSON.stringify(state).length > MAX_STATE) return null
  return { ...state, user }
}
