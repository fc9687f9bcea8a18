import type { Browser } from 'playwright'

export type Adapter = {
  label: string
  isFallback: boolean
  /** Peak of 32-bit arithmetic; null: not known. */ peakGflops: number | null
}

/** Peak f32 rates outside tensor cores in GFLOP/s, from the makers' data sheets; `--peak` names another card's. */
const PEAKS: [RegExp, number][] = [
  [/h200|h100 sxm/i, 67_000],
  [/h100/i, 51_000],
  [/a100/i, 19_500],
  [/rtx 4090/i, 82_600],
  [/rtx 3090/i, 35_600],
  [/l4\b/i, 30_300],
  [/\bt4\b/i, 8_100],
]

/** The GPU that pages of this browser compute on. */
export async function findAdapter(browser: Browser, url: string, peak: number | null): Promise<Adapter | null> {
  const page = await browser.newPage()
  await page.goto(url)
  const found = await page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' })
    if (!adapter) return null
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info
    return { words: [vendor, architecture, device, description].filter(Boolean), isFallback: isFallbackAdapter }
  })
  await page.close()
  if (!found) return null
  const label = found.words.join(' ')
  const isFallback = found.isFallback || /swiftshader|llvmpipe|lavapipe/i.test(label)
  const known = PEAKS.find(([name]) => name.test(label))?.[1] ?? null
  return { label, isFallback, peakGflops: isFallback ? null : (peak ?? known) }
}
