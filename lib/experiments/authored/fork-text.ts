const quoted = (text: string) => `\`${text.replace(/\\|`|\$\{/g, '\\$&')}\``

/**
 * The text with which a fork of an experiment on disk begins. Its explanation, a file of its own there, is
 * written into the definition, so that it is not lost with the first version that is saved.
 * @param compiled the text is JavaScript that several files were made into: no types are left to check.
 */
export function forkText(text: string, explanation: string | null, compiled: boolean): string {
  const note = compiled ? '// @ts-nocheck: several files became this text, and their types were left behind.\n' : ''
  const opening = 'defineExperiment({'
  const at = text.lastIndexOf(opening)
  if (explanation === null || explanation.trim() === '' || at === -1) return note + text
  const end = at + opening.length
  return `${note}${text.slice(0, end)}\n  explanation: ${quoted(explanation)},${text.slice(end)}`
}
