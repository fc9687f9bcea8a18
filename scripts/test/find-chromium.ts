import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
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

/** A Chromium on this machine: the one of CHROMIUM_PATH, else Playwright's own, else the system's; null where there is none. */
export function findChromium(): string | null {
  const asked = process.env.CHROMIUM_PATH
  if (asked) return isProgram(asked) ? asked : null
  const places = [playwrightsOwn(), ...USUAL_PLACES].filter((place) => place !== null)
  return places.find(isProgram) ?? null
}

function run(command: string, args: string[], timeout: number): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], timeout, env }).status === 0
}

/**
 * Finds a Chromium or installs one: Playwright's own, else Debian's package where we are root.
 * @throws Error with the one thing to do where neither can be had.
 */
export function obtainChromium(): string {
  const found = findChromium()
  if (found) return found
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which is no program.`)
  console.log('No Chromium found; installing one …')
  const cli = join(root, 'node_modules/playwright/cli.js')
  run(process.execPath, [cli, 'install', 'chromium'], 300_000)
  const isDebianRoot = process.getuid?.() === 0 && isProgram('/usr/bin/apt-get')
  if (!findChromium() && isDebianRoot) {
    run('apt-get', ['update'], 300_000)
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 600_000)
  }
  const installed = findChromium()
  if (installed) return installed
  throw new Error(
    'The end-to-end tests need a Chromium and none could be installed: install one, or name yours in CHROMIUM_PATH.',
  )
}

if (process.argv[1]?.endsWith('find-chromium.ts')) console.log(findChromium() ?? '')
