import type { UpstreamNews } from '#lib/intake/upstream/schema.ts'

const papers = (number: number) => `${number.toLocaleString('en')} ${number === 1 ? 'paper' : 'papers'}`

/** "3 new papers upstream, 1 changed." */
export function newsInWords({ added, changed, missing }: UpstreamNews): string {
  const parts = [
    ...(added > 0 ? [`${added.toLocaleString('en')} new ${added === 1 ? 'paper' : 'papers'}`] : []),
    ...(changed > 0 ? [`${papers(changed)} changed`] : []),
    ...(missing > 0 ? [`${papers(missing)} no longer there`] : []),
  ]
  return parts.length > 0 ? `Upstream: ${parts.join(', ')}` : 'Upstream has another text, with the same papers'
}
