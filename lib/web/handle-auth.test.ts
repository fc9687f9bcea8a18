import { describe, expect, it } from 'vitest'
import { redeemsFromElsewhere } from './handle-auth.ts'

const from = (site?: string) => new Headers(site === undefined ? {} : { 'sec-fetch-site': site })

describe('a one-time link', () => {
  it.each(['none', 'cross-site', 'same-site'])('that is opened from elsewhere (%s) asks for a click first', (site) => {
    expect(redeemsFromElsewhere(['callback', 'email'], from(site))).toBe(true)
  })

  it('is redeemed by the button of its landing page', () => {
    expect(redeemsFromElsewhere(['callback', 'email'], from('same-origin'))).toBe(false)
  })

  it('is redeemed in browsers that do not say where a request comes from', () => {
    expect(redeemsFromElsewhere(['callback', 'email'], from())).toBe(false)
  })

  it('the way back from a provider comes from elsewhere, as it must', () => {
    expect(redeemsFromElsewhere(['callback', 'oidc'], from('cross-site'))).toBe(false)
  })
})
