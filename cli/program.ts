import { Command } from 'commander'
import { registerBackup } from './commands/backup.ts'
import { registerDoctor } from './commands/doctor.ts'
import { registerExport } from './commands/export.ts'
import { registerImport } from './commands/import.ts'
import { registerInvite } from './commands/invite.ts'
import { registerRestore } from './commands/restore.ts'
import { registerRoundtrip } from './commands/roundtrip.ts'

/** `npx colloquium …`: each command does what a page does, with the rights of the server's own terminal. */
export const program = new Command('colloquium')
  .description('The reading-group web app, from the terminal of its server.')
  .showHelpAfterError('Add --help for what is possible.')

registerImport(program)
registerExport(program)
registerRoundtrip(program)
registerInvite(program)
registerBackup(program)
registerRestore(program)
registerDoctor(program)
