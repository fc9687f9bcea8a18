import type { Operation } from '#lib/access/roles.ts'

const KB = 1024
const MB = 1024 * KB

export type BodyLimits = {
  bytes: number
  /** Fields and files of a form. */
  fields: number
  /** How deep arrays and objects may stand in each other in JSON, an action's arguments included. */
  depth: number
}

export type BodyRule = {
  limits: BodyLimits
  /** What a page takes from people who may do `operation` in `list`; they are asked for before it is read. */
  larger?: { limits: BodyLimits; operation: Operation; list: string }
}

/** A body up to this size is read without asking who sends it. */
export const UNASKED_BYTES = 64 * KB

const DEPTH = 40
const PAGE: BodyLimits = { bytes: MB, fields: 500, depth: DEPTH }
/** Sign-in forms, and interfaces, which take hardly anything. */
const INTERFACE: BodyLimits = { bytes: 64 * KB, fields: 50, depth: DEPTH }

/** The pages of a list whose actions take more than a form: a README with its folder, decisions with merged notes, figures, runs. */
const LARGER: { path: RegExp; operation: Operation; limits: BodyLimits }[] = [
  { path: /^import$/, operation: 'list.import', limits: { bytes: 25 * MB, fields: 2100, depth: DEPTH } },
  { path: /^import\/[^/]+$/, operation: 'list.import', limits: { ...PAGE, bytes: 25 * MB } },
  { path: /^p\/[^/]+\/note$/, operation: 'note.edit', limits: { ...PAGE, bytes: 11 * MB } },
  // A paper's page shows its experiments, and a run is saved from where it ran.
  { path: /^(p|experiments)\/[^/]+$/, operation: 'run.save', limits: { ...PAGE, bytes: 25 * MB } },
  { path: /^experiments\/[^/]+\/edit$/, operation: 'experiment.write', limits: { ...PAGE, bytes: 25 * MB } },
]

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** What a request to `path` may carry. Next calls an action by its id on any page, so the page decides, not the action. */
export function bodyRule(path: string): BodyRule {
  if (path.startsWith('/api/')) return { limits: INTERFACE }
  const [, list, rest] = /^\/l\/([^/]+)\/(.+)$/.exec(path) ?? []
  const larger = LARGER.find((each) => rest !== undefined && each.path.test(rest))
  if (!larger || list === undefined) return { limits: PAGE }
  return { limits: PAGE, larger: { limits: larger.limits, operation: larger.operation, list: decoded(list) } }
}
