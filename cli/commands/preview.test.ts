import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'colloquium-preview-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const command = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'cli/main.ts'), 'import', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: join(folder, 'data'), DATABASE_URL: '' },
  })

describe('a dry run on a machine without a list', () => {
  it('needs no database, prints one object, and leaves no trace', () => {
    const { stdout, status } = command('prisma/seed/README.md', '--dry-run', '--json')
    expect(status).toBe(0)
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({
      dryRun: true,
      counts: { papers: 3, sections: 4, refused: 0, added: 3 },
      unaccountedLines: [],
    })
    expect(Object.keys(report.papers[0])).toEqual(
      expect.arrayContaining(['title', 'url', 'authors', 'venue', 'year', 'section', 'line', 'endLine', 'confidence']),
    )
    expect(report.papers[0].section).toEqual(['Papers', 'Post Pre-Training'])
    expect(readdirSync(folder)).toEqual([])
  }, 60_000)

  it('says why a file without papers, or none at all, is refused', () => {
    const { stderr, stdout, status } = command('LICENSE', '--dry-run', '--json')
    expect(status).toBe(1)
    expect(stderr).toBe('No papers were found in this text.\n')
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({ counts: { papers: 0 }, papers: [], unaccountedLines: [] })
    expect(report.lines.at(-1).to).toBe(readFileSync(join(root, 'LICENSE'), 'utf8').split('\n').length)
    const missing = command('none.md', '--dry-run', '--json')
    expect(missing).toMatchObject({ status: 1, stdout: '' })
    expect(missing.stderr).toBe('none.md cannot be read: there is no such file.\n')
    expect(readdirSync(folder)).toEqual([])
  }, 60_000)
})
