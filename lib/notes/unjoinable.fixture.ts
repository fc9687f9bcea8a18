import * as encoding from 'lib0/encoding'

/** An update that Yjs can read and cannot put together: its one character is to stand after itself. */
export function unjoinableUpdate(length: number): Uint8Array {
  const [pieces, clients, client, clock] = [1, 1, 7, 0]
  const encoder = encoding.createEncoder()
  for (const number of [clients, pieces, client, clock]) encoding.writeVarUint(encoder, number)
  // A ContentString with an origin on its left.
  encoding.writeUint8(encoder, 0x80 | 4)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, 'x'.repeat(length))
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}
