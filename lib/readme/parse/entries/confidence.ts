import type { TitleHow } from './title-candidates.ts'

export type Judged = {
  how: TitleHow
  title: string
  hasUrl: boolean
  hasNames: boolean
  /** Words before the title that are no names. */
  hasStrangeWords: boolean
  isDated: boolean
  isProse: boolean
  namesPaper: boolean
  marks: number
}

const START: Record<TitleHow, number> = {
  'bold link': 1,
  'bold title': 0.95,
  'link to a paper': 0.95,
  'quoted title': 0.9,
  link: 0.85,
  'italic title': 0.8,
  'plain text': 0.75,
}

/** How sure the reading of an entry is, from 0 to 1, and why, in plain words. Below 0.7 a person should look. */
export function judge(read: Judged): { confidence: number; reason: string } {
  const doubts: string[] = []
  let confidence = START[read.how]
  const doubt = (cost: number, reason: string) => {
    confidence -= cost
    doubts.push(reason)
  }
  const words = read.title.split(/\s+/).length
  if (!read.hasUrl) doubt(0.2, 'its title leads to no web address')
  if (words === 1) doubt(0.1, 'its title is one word')
  if (read.title.length > 250) doubt(0.3, 'its title is very long')
  if (!read.hasNames && read.hasStrangeWords) doubt(0.3, 'the text before the title does not read as names')
  else if (!read.hasNames) doubt(0.05, 'it names no authors')
  if (!read.isDated) doubt(0.1, 'it gives neither venue nor year')
  if (read.isProse) doubt(0.05, 'it holds a remark beside what was read')
  if (!read.namesPaper && read.marks <= 1)
    doubt(0.2, read.hasUrl ? 'its link is not a known place of papers' : 'nothing else marks it as a paper')
  return {
    confidence: Math.max(0.1, Math.round(confidence * 100) / 100),
    reason: [`Read from its ${read.how}`, ...doubts].join('; '),
  }
}
