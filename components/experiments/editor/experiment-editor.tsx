'use client'

import { useEffect, useMemo, useState } from 'react'
import { useLeaveGuard } from '#components/notes/use-leave-guard.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { LabAssets } from '#lib/experiments/runtime/lab.ts'
import { KEYBOARD_HELP } from './code-extensions.ts'
import { ConflictView } from './conflict-view.tsx'
import { DraftPanel } from './draft-panel.tsx'
import { EditorBar } from './editor-bar.tsx'
import { keptKey, readKept } from './kept-texts.ts'
import { ProblemList } from './problem-list.tsx'
import { type Problem, goTo, showProblems } from './problems.ts'
import { type DraftSteps, createDraftReader } from './read-draft.ts'
import { replaceText, useCodeView } from './use-code-view.ts'
import { useDraft } from './use-draft.ts'
import { useDraftRun } from './use-draft-run.ts'
import { useSaveKey } from './use-save-key.ts'
import { type Opened, type SaveActions, useSaving } from './use-saving.ts'

export type ExperimentEditorProps = {
  list: string
  /** `text`: what to begin with, where nothing is kept in this browser. */
  initial: Opened & { text: string }
  assets: LabAssets
  typesUrl: string
  steps: Omit<DraftSteps, 'list'>
  actions: SaveActions
}

/** What the editor opens with: the text that was asked for, or what this browser kept of an earlier sitting. */
function beginning(list: string, { slug, paperId, saved, text }: ExperimentEditorProps['initial']) {
  const kept = readKept(keptKey(list, slug, paperId))
  const isNews = kept !== null && kept.text !== text && kept.text !== saved
  // Asked for by its number, an older version is what one wants to see; what was kept is then an undo away.
  const isAsked = saved !== null && text !== saved
  return { text: isNews ? kept.text : text, kept: isNews ? kept : null, asked: isNews && isAsked ? text : null }
}

/** An experiment's text with everything that helps in writing it, and beside it the experiment that it makes. */
export function ExperimentEditor({ list, initial, assets, typesUrl, steps, actions }: ExperimentEditorProps) {
  const [begin] = useState(() => beginning(list, initial))
  const [hasReturned, setReturned] = useState(begin.kept !== null)
  const [typeProblems, setTypeProblems] = useState<Problem[] | null>([])
  const reader = useMemo(() => createDraftReader({ list, ...steps }), [list, steps])
  const { draft, problem, isReading, readNow, change, current } = useDraft(begin.text, reader)
  const run = useDraftRun(draft, readNow, assets)
  const saving = useSaving(list, initial, begin.kept?.version ?? null, begin.text, actions)
  const { view, attach } = useCodeView(typesUrl, begin.text, {
    onChange(text) {
      change(text)
      saving.changed(text)
      run.forgetProblem()
    },
    onChecked: setTypeProblems,
    onRun: () => void run.run(),
  })
  useEffect(() => {
    if (view && begin.asked !== null) replaceText(view, begin.asked)
  }, [view, begin])

  const own = useMemo(() => [problem, run.problem].filter((each) => each !== null), [problem, run.problem])
  useEffect(() => {
    if (view) showProblems(view, own)
  }, [view, own])
  const save = (over?: number) => void saving.save(readNow(), current, over)
  useSaveKey(() => save())
  useLeaveGuard(saving.isDirty)

  return (
    <div className="grid gap-3 xl:mx-[calc((100%-min(100vw-5rem,100rem))/2)]">
      <EditorBar
        list={list}
        saving={saving}
        canRun={run.state.phase !== 'active'}
        onRun={() => void run.run()}
        onSave={() => save()}
      />
      {saving.problem && (
        <Notice tone="danger" role="alert">
          {saving.problem}
        </Notice>
      )}
      {saving.conflict && (
        <ConflictView
          conflict={saving.conflict}
          onSaveMine={() => save(saving.conflict?.version)}
          onTakeTheirs={() => {
            if (!saving.conflict || !view) return
            saving.takeTheirs(saving.conflict)
            replaceText(view, saving.conflict.source)
          }}
        />
      )}
      {hasReturned && (
        <Notice
          title="Your text of an earlier sitting is back"
          action={
            <>
              <Button size="sm" onClick={() => setReturned(false)}>
                Go on with it
              </Button>
              <Button
                size="sm"
                variant="ghost"
                onClick={() => {
                  if (view) replaceText(view, initial.saved ?? initial.text)
                  setReturned(false)
                }}
              >
                Begin from the saved one
              </Button>
            </>
          }
        >
          It was not saved, and this browser kept it.
          {begin.asked !== null && ' The version that you opened stands over it: undoing shows it again.'}
        </Notice>
      )}
      <p id={KEYBOARD_HELP} className="sr-only">
        Tab indents. Press Escape, then Tab, to leave the editor. Control and Enter run the text, Control and S save it,
        F8 goes to the next problem.
      </p>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid h-[70dvh] min-w-0 grid-rows-[minmax(0,1fr)_auto] overflow-hidden rounded-md border border-line-strong lg:sticky lg:top-14 lg:h-[max(26rem,calc(100dvh-20rem))]">
          <div ref={attach} className="min-h-0 min-w-0" />
          <ProblemList
            problems={[...own, ...(typeProblems ?? [])]}
            isBusy={isReading}
            hasTypes={typeProblems !== null}
            onGo={(each) => view && goTo(view, each)}
          />
        </div>
        <section aria-label="The experiment" className="min-w-0">
          <DraftPanel draft={draft} run={run} isCurrent={!isReading && run.ran?.text === draft?.text} />
        </section>
      </div>
    </div>
  )
}
