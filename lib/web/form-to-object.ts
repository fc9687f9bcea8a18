/** A form's fields as an object: a name that comes twice, or ends in "[]", becomes an array. Linear in the fields. */
export function formToObject(form: FormData): Record<string, unknown> {
  const fields = new Map<string, FormDataEntryValue[]>()
  for (const [key, value] of form) {
    if (key.startsWith('$')) continue
    const values = fields.get(key)
    if (values) values.push(value)
    else fields.set(key, [value])
  }
  const object: Record<string, unknown> = {}
  for (const [key, values] of fields) {
    const isList = key.endsWith('[]')
    object[isList ? key.slice(0, -2) : key] = isList || values.length > 1 ? values : values[0]
  }
  return object
}
