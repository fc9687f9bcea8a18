/**
 * What glibc's allocator is asked for: to give large buffers back as soon as they are free, and to keep two arenas,
 * not eight for each processor. Otherwise uploads and what passes between threads leave a third more in memory than is
 * used: https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
 */
const SETTINGS = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
}

/**
 * Runs this program anew in the same process, once, with an allocator that gives memory back: it reads its settings
 * only when a process begins. Does nothing off Linux, and where somebody chose a setting of their own.
 */
export function returnMemory(): void {
  if (process.platform !== 'linux' || typeof process.execve !== 'function' || process.send) return
  if (Object.keys(SETTINGS).some((name) => name in process.env)) return
  const { emitWarning } = process
  // It would warn at every start that the call is new.
  process.emitWarning = () => undefined
  try {
    process.execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
      ...process.env,
      ...SETTINGS,
    } as NodeJS.ProcessEnv)
  } catch {
    process.emitWarning = emitWarning
  }
}
