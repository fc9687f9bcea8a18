import { spawn } from 'node:child_process'

/** A bench that starts a process in a group of its own, and waits. `deaf`: one that does not hear when it is told to end. */
const deafness = process.argv.includes('deaf') ? `process.on('SIGTERM', () => {}); process.on('SIGINT', () => {});` : ''
const code = `${deafness} setInterval(() => {}, 1000); console.log('up')`
const child = spawn(process.execPath, ['-e', code], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
child.stdout.once('data', () => console.log(`started ${process.pid} ${child.pid}`))
setInterval(() => undefined, 1_000)
