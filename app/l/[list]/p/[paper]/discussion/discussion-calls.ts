import type { DiscussionActions } from '#components/discussion/discussion-types.ts'
import {
  deleteCommentAction,
  editCommentAction,
  markMentionsSeenAction,
  replyAction,
  resolveThreadAction,
  startThreadAction,
} from './actions.ts'

/** The actions of a discussion, for the paper's page and for the note's editor. */
export const discussionActions: DiscussionActions = {
  start: startThreadAction,
  reply: replyAction,
  resolve: resolveThreadAction,
  edit: editCommentAction,
  remove: deleteCommentAction,
  seen: markMentionsSeenAction,
}
