import { afterEach, describe, expect, it, vi } from 'vitest'
import { formatNote } from './format-note.ts'

const block = (language: string, code: string) => formatNote(`\`\`\`${language}\n${code}\n\`\`\``).html
const words = (html: string) => html.replace(/<[^>]*>/g, '').trim()

/** How much text is given to patterns while `work` runs: the longest, and the sum. */
function readBy(work: () => void): { longest: number; sum: number } {
  const read = { longest: 0, sum: 0 }
  const original = RegExp.prototype.exec
  const spy = vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    // highlight.js joins all patterns of a mode into one with a group for each.
    if (this.source.length > 60 && this.global) {
      read.longest = Math.max(read.longest, text.length)
      read.sum += text.length - this.lastIndex
    }
    return original.call(this, text)
  })
  work()
  spy.mockRestore()
  return read
}

afterEach(() => vi.restoreAllMocks())

describe('colours of code', () => {
  it.each(['cpp', 'csharp', 'typescript', 'ini'])('cost twice as much for twice the code: %s', (language) => {
    const code = (length: number) => 'a '.repeat(length / 2)
    const once = readBy(() => block(language, code(8000)))
    const twice = readBy(() => block(language, code(16_000)))
    expect(once.sum).toBeGreaterThan(0)
    expect(twice.longest).toBeLessThanOrEqual(2000)
    expect(twice.sum).toBeLessThan(2.2 * once.sum)
  })

  it('leave every letter where it was, in windows or not', () => {
    const line = 'const a = [1, "two"] // three\n'
    for (const code of [
      line.repeat(300),
      `${line.repeat(30)}\n`.repeat(9),
      'ab '.repeat(3000),
      `/*${'x'.repeat(5000)}*/`,
    ])
      expect(words(block('js', code))).toBe(code.trim())
    expect(block('js', line.repeat(300)).match(/hljs-keyword/g)).toHaveLength(300)
  })

  it('are left out of very long code, and where there is much of it', () => {
    const code = 'let a = "some words of a string" // and why\n'.repeat(210)
    expect(block('js', code.repeat(3))).not.toContain('hljs')
    const many = formatNote(`\`\`\`js\n${code}\`\`\`\n\n`.repeat(6)).html
    expect(many.match(/class="hljs /g)).toHaveLength(4)
    expect(many.match(/<code>/g)).toHaveLength(2)
  })
})
