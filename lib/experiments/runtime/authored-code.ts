import { digest } from 'lib0/hash/sha256'

/** By each name that it has or had (authored/compile.ts). Its names have an end: a text of many imports that never close would be searched for seconds. */
const CONTRACT_IMPORT =
  /^[ \t]*import\s*(?:type\s*)?\{[^}]{0,1000}\}\s*from\s*(['"])(?:#lib\/(?:experiments\/runtime|gpu)\/contract\.ts|colloquium)\1[ \t]*;?/gm

/**
 * Code as an author wrote it has one import, the contract's; in the sealed worker nothing can be
 * imported, so `defineExperiment` is written in its place. Every line keeps its number.
 */
export function inlineContract(code: string): string {
  let isFirst = true
  return code.replace(CONTRACT_IMPORT, (statement) => {
    const lines = '\n'.repeat(statement.split('\n').length - 1)
    const own =
      isFirst && statement.includes('defineExperiment') ? 'const defineExperiment = (definition) => definition' : ''
    if (own) isFirst = false
    return own + lines
  })
}

/** Hexadecimal sha256 of a code's text: which code it was that a run ran. Also where no secure context offers crypto. */
export function versionOf(code: string): string {
  return Array.from(digest(new TextEncoder().encode(code)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
