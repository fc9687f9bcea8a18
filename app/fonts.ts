import localFont from 'next/font/local'

// Self-hosted from npm. The two upright Latin files are preloaded; the others belong to the same two families and
// load only where a page has italics or characters of their range. Each call's arguments must be literals.
// The families' names and the metrics of their fallbacks are in globals.css.

const reading = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  weight: '200 900',
  style: 'normal',
  variable: '--font-reading',
  adjustFontFallback: false,
  declarations: [{ prop: 'font-family', value: "'Source Serif'" }],
})

const readingItalic = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-italic.woff2',
  weight: '200 900',
  style: 'italic',
  variable: '--font-reading-italic',
  adjustFontFallback: false,
  preload: false,
  declarations: [{ prop: 'font-family', value: "'Source Serif'" }],
})

const readingExt = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2',
  weight: '200 900',
  style: 'normal',
  variable: '--font-reading-ext',
  adjustFontFallback: false,
  preload: false,
  declarations: [
    { prop: 'font-family', value: "'Source Serif'" },
    {
      prop: 'unicode-range',
      value:
        'U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
})

const readingItalicExt = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-italic.woff2',
  weight: '200 900',
  style: 'italic',
  variable: '--font-reading-italic-ext',
  adjustFontFallback: false,
  preload: false,
  declarations: [
    { prop: 'font-family', value: "'Source Serif'" },
    {
      prop: 'unicode-range',
      value:
        'U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
})

const grotesque = localFont({
  src: '../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
  weight: '100 900',
  style: 'normal',
  variable: '--font-grotesque',
  adjustFontFallback: false,
  declarations: [{ prop: 'font-family', value: "'Hanken Grotesk'" }],
})

const grotesqueExt = localFont({
  src: '../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-ext-wght-normal.woff2',
  weight: '100 900',
  style: 'normal',
  variable: '--font-grotesque-ext',
  adjustFontFallback: false,
  preload: false,
  declarations: [
    { prop: 'font-family', value: "'Hanken Grotesk'" },
    {
      prop: 'unicode-range',
      value:
        'U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
})

/** Classes for <html>; using them is what makes Next preload the files. */
export const fontClasses = [reading, readingItalic, readingExt, readingItalicExt, grotesque, grotesqueExt]
  .map((font) => font.variable)
  .join(' ')
