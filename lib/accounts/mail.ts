import { createTransport } from 'nodemailer'
import { env } from '#lib/env.ts'

/** One message in plain words; `action` becomes its one link. */
export type Message = {
  to: string
  subject: string
  paragraphs: string[]
  action: { label: string; url: string }
  /** Small print below the link. */
  closing: string
}

/** Whether this installation can send mail at all. */
export const canMail = (): boolean => env().SMTP_URL !== undefined

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)

/** The message as text; the link stands on a line of its own. */
export function messageText(message: Message): string {
  return [...message.paragraphs, message.action.url, message.closing].join('\n\n') + '\n'
}

/** The message as HTML that needs no picture and no style sheet from anywhere. */
export function messageHtml(message: Message): string {
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`
  const url = escapeHtml(message.action.url)
  return `<!doctype html>
<html lang="en"><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c1917;background:#ffffff">
<div style="max-width:32rem;margin:0 auto">
${message.paragraphs.map(paragraph).join('\n')}
<p style="margin:0 0 16px"><a href="${url}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1c1917;color:#ffffff;text-decoration:none">${escapeHtml(message.action.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#57534e">Or open this address: <span style="word-break:break-all">${url}</span></p>
<p style="margin:0;font-size:13px;color:#57534e">${escapeHtml(message.closing)}</p>
</div>
</body></html>
`
}

/**
 * Sends one message through the configured SMTP server.
 * @throws Error when SMTP is not configured or the server refuses the message.
 */
export async function sendMessage(message: Message): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env()
  if (!SMTP_URL) throw new Error('SMTP_URL is not set.')
  const host = new URL(SMTP_URL).hostname
  const transport = createTransport({ url: SMTP_URL, connectionTimeout: 10_000, greetingTimeout: 10_000 })
  try {
    await transport.sendMail({
      from: MAIL_FROM ?? `Colloquium <no-reply@${host}>`,
      to: { name: '', address: message.to },
      subject: message.subject,
      text: messageText(message),
      html: messageHtml(message),
    })
  } finally {
    transport.close()
  }
}
