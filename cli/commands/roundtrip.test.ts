import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runRoundtrip } from './roundtrip.ts'

const folder = mkdtempSync(join(tmpdir(), 'colloquium-roundtrip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, bytes: string | Uint8Array) => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

it('says that a README comes out as it went in', async () => {
  const path = file(
    'README.md',
    '\ufeff# Papers\r\n\r\n- [A title](https://arxiv.org/abs/2101.00001), Curie et al., 2021',
  )
  expect(await runRoundtrip(path)).toMatch(/README\.md: import and export give the same \d+ bytes/)
})

it('says why a file cannot be read', async () => {
  await expect(runRoundtrip(join(folder, 'none.md'))).rejects.toThrow('there is no such file')
  await expect(runRoundtrip(file('latin1.md', new Uint8Array([0x23, 0x20, 0xe9, 0x0a])))).rejects.toThrow('UTF-8')
})
