import type { Macros } from '#lib/markdown/math/macros.ts'
import type { Role } from './roles.ts'

export const VISIBILITIES = ['PRIVATE', 'PUBLIC'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** A list as every page of it needs it, with the role of the one who opened it. */
export type ListHeader = {
  id: string
  slug: string
  title: string
  description: string | null
  visibility: Visibility
  /** Grows with every change to what the list shows. */
  revision: number
  /** Grows with every change to sections, papers and where they stand, and not with what is written about them. */
  contents: number
  role: Role
  katexMacros: Macros
}
