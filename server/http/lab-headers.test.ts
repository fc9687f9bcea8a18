import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { labHeaders } from './lab-headers.ts'

const script = createHash('sha256').update('the script')
const headers = (path: string) => new Map(labHeaders(path))
const frame = `/lab/frame.${script.copy().digest('hex')}.html`

describe('what is compiled for the lab', () => {
  it('runs in a frame with no origin, no network and no script but its own', () => {
    const policy = headers(frame).get('Content-Security-Policy')?.split('; ')
    expect(policy).toEqual([
      "default-src 'none'",
      `script-src 'sha256-${script.copy().digest('base64')}' blob: 'wasm-unsafe-eval'`,
      'worker-src data:',
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      'frame-ancestors *',
      'sandbox allow-scripts',
    ])
  })

  it('is kept by browsers where its name is its content', () => {
    for (const path of [
      frame,
      '/lab/compute.6030d66ada96be09.js',
      '/lab/a-b.6030d66ada96be09.js.map',
      '/lab-types/worker.6030d66ada96be09.js',
    ])
      expect(headers(path).get('Cache-Control')).toContain('immutable')
    expect(headers('/lab/manifest.json').size).toBe(0)
    expect(headers('/lab/a-b.6030d66ada96be09.js').has('Content-Security-Policy')).toBe(false)
    expect(headers('/l/list').size).toBe(0)
  })
})
