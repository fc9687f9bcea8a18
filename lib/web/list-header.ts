import { cache } from 'react'
import { getListHeader } from '#lib/lists/queries.ts'
import { currentActor } from './session.ts'

/** getListHeader for the request's actor, asked once per request by the layout and its metadata alike. */
export const currentListHeader = cache(async (slug: string) => getListHeader(await currentActor(), slug))
