import { inlineContract } from '#lib/experiments/runtime/authored-code.ts'
import { readDescription } from '#lib/experiments/runtime/description.ts'
import type { LabAssets } from '#lib/experiments/runtime/lab.ts'
import { type FromFrame, readWorkerMessage } from '#lib/experiments/runtime/messages.ts'
import { explainFailure } from './explain-failure.ts'
import { type FrameLink, openFrame } from './frame-link.ts'
import type { Described } from './types.ts'

/** From when the frame is there, which may take a slow machine or network longer than the text does. */
const MOST_MS = 5000

/** What a member's text says about itself: it is evaluated in a sealed frame, never here. */
export async function describeCode(assets: Pick<LabAssets, 'frame'>, text: string): Promise<Described> {
  const code = inlineContract(text)
  let settle: (described: Described | Promise<Described>) => void = () => {}
  const answer = new Promise<Described>((resolve) => (settle = resolve))
  const refuse = (message: string, line: number | null = null) => settle({ ok: false, message, line })

  const hear = (message: FromFrame | null) => {
    if (message?.type === 'flood' || message?.type === 'junk')
      return refuse('The text sends messages while it is read.')
    if (message?.type === 'broken') return refuse(message.message)
    const heard = message?.type === 'worker' ? readWorkerMessage(message.text) : null
    if (heard?.type === 'failed') {
      const told = explainFailure(heard, { text: code, url: null })
      settle(told.then(({ message, line }) => ({ ok: false, message, line })))
    } else if (heard?.type === 'described') {
      try {
        settle({ ok: true, description: readDescription(heard.description) })
      } catch (error) {
        refuse(error instanceof Error ? error.message : String(error))
      }
    }
  }

  let link: FrameLink | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    link = await openFrame(assets.frame.url, hear)
    timer = setTimeout(() => refuse('Reading the text took too long: does it compute outside run()?'), MOST_MS)
    link.post({ type: 'describe', code })
    return await answer
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error), line: null }
  } finally {
    clearTimeout(timer)
    link?.close()
  }
}
