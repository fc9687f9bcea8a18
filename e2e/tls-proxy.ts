import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { request as askApp } from 'node:http'
import { createServer } from 'node:https'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** One value in DER: tag, length, content. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  // In as few bytes as it takes: Chromium reads no other.
  const [high, low] = [body.length >> 8, body.length & 0xff]
  const length = body.length < 128 ? [low] : high === 0 ? [0x81, low] : [0x82, high, low]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const sequence = (...content: Buffer[]) => der(0x30, ...content)
const ECDSA_SHA256 = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
const COMMON_NAME = der(0x06, Buffer.from('550403', 'hex'))
const time = (date: Date) => der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))

/** A certificate for localhost that signs itself, good for a day; made by hand, since Node has nothing that makes one. */
function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('localhost')))))
  const day = 86_400_000
  const validity = sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + day)))
  const serial = der(0x02, Buffer.from([1]), randomBytes(8))
  const subjectKey = publicKey.export({ type: 'spki', format: 'der' })
  const body = sequence(serial, ECDSA_SHA256, name, validity, name, subjectKey)
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey))
  const pem = sequence(body, ECDSA_SHA256, signature).toString('base64').replace(/.{64}/g, '$&\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----\n`,
  }
}

/** A proxy that speaks TLS to browsers and plain HTTP to the app, as one in front of a group's server does. */
export async function startTlsProxy() {
  let target = ''
  const server = createServer(selfSigned(), (request, response) => {
    const { method, url, headers } = request
    const forwarded = { ...headers, 'x-forwarded-proto': 'https', 'x-forwarded-for': request.socket.remoteAddress }
    const asked = askApp(`${target}${url}`, { method, headers: forwarded }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    asked.on('error', () => response.destroy())
    request.pipe(asked)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    leadTo: (app: string) => void (target = app),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
