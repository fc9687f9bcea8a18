import localFont from 'next/font/local'

// Self-hosted from npm. The two Latin files are preloaded; the rest loads only where a page needs its characters.
// The fallbacks' metrics are in globals.css, since Next's own would stand before the second file of each family.

const LATIN_EXT =
  'U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF'

const reading = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  weight: '200 900',
  style: 'normal',
  variable: '--font-reading',
  adjustFontFallback: false,
})

const readingExt = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2',
  weight: '200 900',
  style: 'normal',
  variable: '--font-reading-ext',
  adjustFontFallback: false,
  preload: false,
  declarations: [{ prop: 'unicode-range', value: LATIN_EXT }],
})

const grotesque = localFont({
  src: '../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
  weight: '100 900',
  style: 'normal',
  variable: '--font-grotesque',
  adjustFontFallback: false,
})

const grotesqueExt = localFont({
  src: '../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-ext-wght-normal.woff2',
  weight: '100 900',
  style: 'normal',
  variable: '--font-grotesque-ext',
  adjustFontFallback: false,
  preload: false,
  declarations: [{ prop: 'unicode-range', value: LATIN_EXT }],
})

/** The classes that define the families' CSS variables; they belong on <html>. */
export const fontClasses = [reading, readingExt, grotesque, grotesqueExt].map((font) => font.variable).join(' ')
