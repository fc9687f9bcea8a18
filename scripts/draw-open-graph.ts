/**
 * Draws public/og.png, the picture that stands beside a shared link, in the app's own letters: a page set by
 * Chromium, since the fonts are woff2. Run: CHROMIUM=/usr/bin/chromium node scripts/draw-open-graph.ts
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'

const root = join(import.meta.dirname, '..')
const font = (path: string) =>
  `url(data:font/woff2;base64,${readFileSync(join(root, 'node_modules/@fontsource-variable', path)).toString('base64')})`
const mark = readFileSync(join(root, 'app/icon.svg'), 'utf8')

const html = `<!doctype html><meta charset="utf-8"><style>
  @font-face { font-family: serif4; font-weight: 200 900; src: ${font('source-serif-4/files/source-serif-4-latin-wght-normal.woff2')} }
  @font-face { font-family: hanken; font-weight: 100 900; src: ${font('hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2')} }
  body { margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 110px 100px; background: #fafaf7;
         border-top: 16px solid #14604a; color: #1a1f1c }
  svg { color: #14604a !important; width: 190px; margin-left: -18px; display: block }
  h1 { font: 600 118px/1 serif4; letter-spacing: -0.02em; margin: 26px 0 26px -4px }
  p { font: 400 39px/1.3 hanken; color: #555c56; margin: 0 }
</style>${mark}<h1>Colloquium</h1><p>The reading room of a research group</p>`

const { CHROMIUM } = process.env
const browser = await chromium.launch({ ...(CHROMIUM ? { executablePath: CHROMIUM } : {}), args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: 'light' })
await page.setContent(html)
await page.evaluate(() => document.fonts.ready.then(() => undefined))
await page.screenshot({ path: join(root, 'public/og.png') })
await browser.close()
