import { expect, it } from 'vitest'
import type { Discussion } from '#lib/discussion/schema.ts'
import { readDiscussion } from './read-discussion.ts'

it('a discussion that was sent is the same discussion', () => {
  const discussion: Discussion = {
    threads: [
      {
        id: 't1',
        anchor: { start: 'AA==', end: 'AA==' },
        quote: 'the loss',
        passage: 'the loss',
        isOrphaned: false,
        isResolved: false,
        resolvedByName: null,
        createdAt: new Date('2026-01-02T03:04:05.678Z'),
        comments: [
          {
            id: 'c1',
            authorName: 'Emmy',
            html: '<p>So</p>',
            hasMath: false,
            text: 'So',
            createdAt: new Date('2026-01-02T03:04:05.678Z'),
            isEdited: true,
            isDeleted: false,
            mayEdit: true,
            mayDelete: true,
          },
        ],
      },
    ],
    mayWrite: true,
    names: ['Emmy'],
    callsReader: false,
  }
  expect(readDiscussion(JSON.parse(JSON.stringify(discussion)))).toEqual(discussion)
})
