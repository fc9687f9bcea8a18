'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/dialog.tsx'
import type { CommentView } from '#lib/discussion/schema.ts'
import { CommentByline } from './comment-byline.tsx'
import { CommentForm } from './comment-form.tsx'
import { CommentText } from './comment-text.tsx'
import type { DiscussionActs } from './use-discussion-acts.ts'

/** One comment, with what its reader may do with it. */
export function CommentItem({
  comment,
  names,
  mayWrite,
  acts,
}: {
  comment: CommentView
  names: readonly string[]
  mayWrite: boolean
  acts: DiscussionActs
}) {
  const [isEditing, setEditing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  /** A long source comes only now. */
  const edit = async () => {
    setEditing(true)
    setProblem(null)
    const problem = comment.text === null ? await acts.load() : null
    if (problem === null) return
    setProblem(problem)
    setEditing(false)
  }
  if (comment.isDeleted) {
    return <p className="text-sm text-muted italic">{comment.authorName} took a comment back, or an admin did.</p>
  }
  if (isEditing && comment.text !== null) {
    return (
      <CommentForm
        label="Your comment"
        submitLabel="Save"
        draftKey={`edit ${comment.id}`}
        initialText={comment.text}
        names={names}
        takesFocus
        onCancel={() => setEditing(false)}
        onSend={async (text) => {
          const refused = await acts.edit(comment.id, text)
          if (refused === null) setEditing(false)
          return refused
        }}
      />
    )
  }
  return (
    <>
      <CommentByline name={comment.authorName} at={comment.createdAt} isEdited={comment.isEdited} />
      <div className="mt-1">
        <CommentText html={comment.html} />
      </div>
      {mayWrite && (comment.mayEdit || comment.mayDelete) && (
        <div className="mt-1 -ml-2.5 flex flex-wrap">
          {comment.mayEdit && (
            <Button
              variant="ghost"
              size="sm"
              className="text-muted"
              aria-disabled={isEditing}
              onClick={() => !isEditing && void edit()}
            >
              {isEditing ? 'Loading…' : 'Edit'}
            </Button>
          )}
          {comment.mayDelete && (
            <ConfirmDialog
              trigger={
                <Button variant="ghost" size="sm" className="text-muted">
                  Delete
                </Button>
              }
              title={comment.mayEdit ? 'Delete your comment?' : `Delete ${comment.authorName}’s comment?`}
              confirmLabel="Delete the comment"
              onConfirm={async () => (await acts.remove(comment.id)) ?? undefined}
            >
              Its text is gone for everybody and cannot be brought back. Its place in the conversation stays.
            </ConfirmDialog>
          )}
        </div>
      )}
      {problem && (
        <p role="alert" className="mt-1 text-sm font-medium text-danger">
          {problem}
        </p>
      )}
    </>
  )
}
