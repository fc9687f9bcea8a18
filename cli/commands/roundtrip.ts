import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { AppError } from '#lib/errors.ts'
import { roundtrip } from '#lib/readme/write/roundtrip.ts'
import { sha256Of } from '#lib/readme/parse/read-source.ts'

/** @throws AppError invalid where the file cannot be read. */
async function readBytes(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'there is no such file' : cause.message
    throw new AppError('invalid', `${file} cannot be read: ${why}.`, { cause })
  })
}

function firstDifference(before: Uint8Array, after: Uint8Array): { byte: number; line: number } {
  let byte = 0
  while (byte < before.length && before[byte] === after[byte]) byte += 1
  return { byte, line: before.subarray(0, byte).filter((each) => each === 0x0a).length + 1 }
}

/**
 * Imports and exports a file in memory: needs no server and no database, leaves no trace.
 * @returns what to tell.
 * @throws AppError invalid where the export is not the file, or the file cannot be read.
 */
export async function runRoundtrip(file: string): Promise<string> {
  const bytes = await readBytes(file)
  const after = roundtrip(bytes)
  if (Buffer.from(bytes).equals(Buffer.from(after))) {
    return `${file}: import and export give the same ${bytes.length} bytes (sha256 ${sha256Of(bytes).slice(0, 12)}).`
  }
  const { byte, line } = firstDifference(bytes, after)
  throw new AppError('invalid', `${file}: the export differs from the file from byte ${byte} on (line ${line}).`)
}

/** Adds `roundtrip`: whether a file comes out of Colloquium as it went in. */
export function registerRoundtrip(program: Command): void {
  program
    .command('roundtrip')
    .description('check that importing and exporting a README gives the same bytes; needs no server and no database')
    .argument('<file>', 'the README')
    .action(async (file: string) => console.log(await runRoundtrip(file)))
}
