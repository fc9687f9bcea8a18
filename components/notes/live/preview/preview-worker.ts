import { BlockDesk } from './block-desk.ts'
import type { ToPreview } from './messages.ts'

// The worker that renders a note's preview: the page is left to whoever types.
const desk = new BlockDesk((message) => postMessage(message))
addEventListener('message', ({ data }: MessageEvent<ToPreview>) => desk.take(data))
