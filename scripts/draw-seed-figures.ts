import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'

/**
 * Renders prisma/seed/figures/*.svg to the PNG files that the seed list's notes name. The letters are
 * KaTeX's own fonts, so the result is the same on every machine. Run it after a change to a figure:
 * node scripts/draw-seed-figures.ts
 */

const seed = join(import.meta.dirname, '..', 'prisma', 'seed')
const fonts = join(dirname(createRequire(import.meta.url).resolve('katex')), 'fonts')
const fontFiles = ['SansSerif-Regular', 'SansSerif-Bold', 'Main-Regular'].map((name) =>
  join(fonts, `KaTeX_${name}.ttf`),
)

/** Twice the width of a note's column, for dense screens. */
const WIDTH = 1344

for (const name of ['instruction_tuning', 'fsdp']) {
  const svg = await readFile(join(seed, 'figures', `${name}.svg`), 'utf8')
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'KaTeX_Main' }
  const image = new Resvg(svg, { font, fitTo: { mode: 'width', value: WIDTH } }).render()
  const file = join(seed, 'assets', `${name}.png`)
  await writeFile(file, image.asPng())
  console.log(`${file}: ${image.width} × ${image.height}`)
}
