/** The description of a definition, as plain data; what is no data in it (functions) stays behind. */
export function describe(definition: unknown): unknown {
  if (typeof definition !== 'object' || definition === null) return definition
  const { run: _run, ...rest } = definition as Record<string, unknown>
  return JSON.parse(JSON.stringify(rest)) as unknown
}
