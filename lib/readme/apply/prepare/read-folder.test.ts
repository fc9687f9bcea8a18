import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readFolderImages } from './read-folder.ts'

const base = mkdtempSync(join(tmpdir(), 'colloquium-folder-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

it('takes the images beside the file, and nothing that a link or a path leads out to', async () => {
  const folder = join(base, 'list')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(base, 'secret.png'), 'secret')
  writeFileSync(join(folder, 'assets/a.png'), 'a')
  symlinkSync(join(base, 'secret.png'), join(folder, 'assets/link.png'))
  symlinkSync(join(folder, 'assets/a.png'), join(folder, 'assets/inner.png'))
  const images = await readFolderImages(folder, [
    'assets/a.png',
    'assets/inner.png',
    'assets/link.png',
    '../secret.png',
    'assets',
    'none.png',
  ])
  expect([...images.keys()]).toEqual(['assets/a.png', 'assets/inner.png'])
})
