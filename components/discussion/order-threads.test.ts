import { expect, it } from 'vitest'
import type { ThreadView } from '#lib/discussion/schema.ts'
import { orderThreads } from './order-threads.ts'

const thread = (id: string, fields: Partial<ThreadView> = {}): ThreadView => ({
  id,
  anchor: { start: 'AA==', end: 'AA==' },
  quote: id,
  passage: id,
  isOrphaned: false,
  isResolved: false,
  resolvedByName: null,
  createdAt: new Date(0),
  comments: [],
  ...fields,
})
const threads = [
  thread('late'),
  thread('early'),
  thread('gone', { isOrphaned: true }),
  thread('whole', { anchor: null, quote: null }),
  thread('done', { isResolved: true }),
]
const ids = (ordered: ReturnType<typeof orderThreads>) =>
  Object.fromEntries(Object.entries(ordered).map(([key, list]) => [key, list.map(({ id }) => id)]))

it('threads about passages come in the order of the text, those whose passage is gone after the rest', () => {
  const ranges = new Map([
    ['late', { from: 40, to: 45 }],
    ['early', { from: 3, to: 9 }],
    ['done', { from: 1, to: 2 }],
  ])
  expect(ids(orderThreads(threads, ranges))).toEqual({
    passages: ['early', 'late'],
    general: ['whole'],
    orphaned: ['gone'],
    resolved: ['done'],
  })
})

it('without the text at hand, what the server found gone is gone and the oldest comes first', () => {
  expect(ids(orderThreads(threads))).toMatchObject({ passages: ['late', 'early'], orphaned: ['gone'] })
})

it('a thread that somebody writes in stays where it is when it is resolved', () => {
  expect(ids(orderThreads(threads, null, new Set(['done'])))).toMatchObject({
    passages: ['late', 'early', 'done'],
    resolved: [],
  })
})
