import { type FromFrame, type ToWorker, readFrameMessage } from '#lib/experiments/runtime/messages.ts'

export type FrameLink = {
  post(message: ToWorker): void
  /** Ends the worker and takes the frame away. */
  close(): void
}

const LOADING_MS = 15_000

/**
 * Opens a sealed frame of its own for one run, out of sight. It has no origin, so nothing of the app is
 * in its reach; we and it speak through one port.
 * @param onMessage gets null for what means nothing.
 * @throws Error where the frame does not load.
 */
export async function openFrame(url: string, onMessage: (message: FromFrame | null) => void): Promise<FrameLink> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.title = 'Experiment'
  frame.style.cssText = 'position:fixed;width:1px;height:1px;border:0;opacity:0;pointer-events:none;left:0;top:0'
  frame.src = url
  const { port1, port2 } = new MessageChannel()
  const opened = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The frame of the run did not load.')), LOADING_MS)
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = readFrameMessage(data)
      if (message?.type !== 'open') return onMessage(message)
      clearTimeout(timer)
      resolve()
    }
  })
  port1.onmessageerror = () => onMessage(null)
  // The frame has no origin that could be named; what is sent here is a port, of use to this frame only.
  frame.onload = () => frame.contentWindow?.postMessage(null, '*', [port2])
  document.body.append(frame)
  try {
    await opened
  } catch (error) {
    port1.close()
    frame.remove()
    throw error
  }
  return {
    post: (message) => port1.postMessage(message),
    close() {
      port1.postMessage('end')
      port1.onmessage = null
      // The frame ends the worker; where it cannot any more, its going does.
      setTimeout(() => {
        port1.close()
        frame.remove()
      }, 100)
    },
  }
}
