import { describe, expect, it } from 'vitest'
import { formToObject } from './form-to-object.ts'

function form(...fields: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}

describe('the fields of a form', () => {
  it('are an object, in which a name that comes twice or ends in [] is an array', () => {
    expect(formToObject(form(['a', '1'], ['b', '2'], ['b', '3'], ['c[]', '4'], ['$ACTION_KEY', 'k']))).toEqual({
      a: '1',
      b: ['2', '3'],
      c: ['4'],
    })
  })

  it('are looked at once each, however many they are', () => {
    const data = form(...Array.from({ length: 200 }, (_, n): [string, string] => [`f${n}`, 'x']))
    let reads = 0
    const counted = new Proxy(data, {
      get(target, name) {
        if (name === 'getAll' || name === 'get') reads += 1
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
    expect(Object.keys(formToObject(counted))).toHaveLength(200)
    expect(reads).toBe(0)
  })
})
