import type { FromTypeWorker, ToTypeWorker } from './protocol.ts'
import { createTypeService } from './type-service.ts'

/** The worker's own script; scripts/build-editor-types.ts puts the files in. */
declare const TYPE_FILES: Record<string, string>

const service = createTypeService(TYPE_FILES)

function answer(question: ToTypeWorker): unknown {
  const { text } = question
  if (question.kind === 'check') return service.check(text)
  if (question.kind === 'complete') return service.complete(text, question.at, question.isExplicit)
  if (question.kind === 'explain') return service.explain(text, question.at, question.label)
  return service.hover(text, question.at)
}

addEventListener('message', ({ data }: MessageEvent<ToTypeWorker>) => {
  const reply = (message: FromTypeWorker) => postMessage(message)
  try {
    reply({ id: data.id, ok: true, answer: answer(data) })
  } catch (error) {
    reply({ id: data.id, ok: false, message: error instanceof Error ? error.message : String(error) })
  }
})
