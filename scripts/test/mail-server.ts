import { type AddressInfo, createServer } from 'node:net'

export type Mail = { to: string; source: string }

/** An SMTP server on loopback that keeps what it is sent: just enough of RFC 5321 for nodemailer. */
export async function startMailServer(): Promise<{ url: string; mails: Mail[]; close: () => void }> {
  const mails: Mail[] = []
  const server = createServer((socket) => {
    let [buffer, to, inData] = ['', '', false]
    const answer = (line: string) => socket.write(`${line}\r\n`)
    const take = (command: string) => {
      const verb = command.slice(0, 4).toUpperCase()
      if (verb === 'RCPT') to = /<(.*)>/.exec(command)?.[1] ?? ''
      if (verb === 'DATA') inData = true
      answer(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 ok')
    }
    socket.setEncoding('utf8')
    answer('220 test')
    socket.on('error', () => undefined)
    socket.on('data', (chunk: string) => {
      buffer += chunk
      for (;;) {
        const end = inData ? '\r\n.\r\n' : '\r\n'
        const at = buffer.indexOf(end)
        if (at < 0) return
        const part = buffer.slice(0, at)
        buffer = buffer.slice(at + end.length)
        if (!inData) take(part)
        else {
          inData = false
          mails.push({ to, source: part })
          answer('250 kept')
        }
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, mails, close: () => void server.close() }
}

/** The first web address in a mail, its quoted-printable undone. */
export function linkIn(mail: Mail): string {
  const text = mail.source
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return /https?:\/\/[^\s"<]+/.exec(text)?.[0] ?? ''
}
