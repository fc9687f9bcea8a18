import { spawnSync } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright'

const root = join(import.meta.dirname, '../..')

/** Where systems keep a Chromium, or a Chrome, which serves as well. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The Chromium that Playwright would install for itself, wherever it looks for it. */
function playwrightsOwn(): string | null {
  try {
    return chromium.executablePath() || null
  } catch {
    return null
  }
}

/** Playwright's headless shell, which lies in a folder beside its Chromium's. */
function playwrightsShell(): string[] {
  const own = playwrightsOwn()
  const name = own?.match(/chromium-(\d+)/)
  if (!own || !name?.index) return []
  const folder = join(dirname(own.slice(0, name.index + 1)), `chromium_headless_shell-${name[1]}`)
  return globSync(['*/chrome-headless-shell{,.exe}', '*/headless_shell{,.exe}'], { cwd: folder }).map((file) =>
    join(folder, file),
  )
}

/** A Chromium on this machine: the one of CHROMIUM_PATH, else Playwright's own, else the system's; null where there is none. */
export function findChromium(): string | null {
  const asked = process.env.CHROMIUM_PATH
  if (asked) return isProgram(asked) ? asked : null
  const places = [playwrightsOwn(), ...USUAL_PLACES].filter((place) => place !== null)
  return places.find(isProgram) ?? null
}

/**
 * Chromium without windows, Playwright's or Debian's: the same engine, WebGPU's emulation included, for two thirds of
 * the processor time. Null where there is none.
 */
export function findHeadlessShell(): string | null {
  return [...playwrightsShell(), '/usr/bin/chromium-headless-shell'].find(isProgram) ?? null
}

/** What the stories run in: the one of CHROMIUM_PATH, else a headless shell, else any Chromium. */
export const findForStories = (): string | null =>
  (process.env.CHROMIUM_PATH ? null : findHeadlessShell()) ?? findChromium()

function run(command: string, args: string[], timeout: number): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], timeout, env }).status === 0
}

/**
 * Finds a Chromium for the stories or installs one: Playwright's own, else Debian's package where we are root.
 * @throws Error with the one thing to do where neither can be had.
 */
export function obtainChromium(): string {
  const found = findForStories()
  if (found) return found
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which is no program.`)
  console.log('No Chromium found; installing one …')
  const cli = join(root, 'node_modules/playwright/cli.js')
  run(process.execPath, [cli, 'install', '--only-shell', 'chromium'], 300_000)
  const isDebianRoot = process.getuid?.() === 0 && isProgram('/usr/bin/apt-get')
  if (!findForStories() && isDebianRoot) {
    run('apt-get', ['update'], 300_000)
    // Debian has the small one; what is made of it need not.
    for (const name of ['chromium-headless-shell', 'chromium'])
      if (run('apt-get', ['install', '-y', '--no-install-recommends', name], 600_000)) break
  }
  const installed = findForStories()
  if (installed) return installed
  throw new Error(
    'The end-to-end tests need a Chromium and none could be installed: install one, or name yours in CHROMIUM_PATH.',
  )
}

if (process.argv[1]?.endsWith('find-chromium.ts')) console.log(findHeadlessShell() ?? '')
