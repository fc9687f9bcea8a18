import { WebSocketServer } from 'ws'

/**
 * The peer of the notes' server: passes each message on to everybody else on the same path, and knows
 * nothing of what is in it. Argument: a port.
 */
const server = new WebSocketServer({ port: Number(process.argv[2]), host: '127.0.0.1', perMessageDeflate: false })
const rooms = new Map<string, Set<import('ws').WebSocket>>()

server.on('connection', (ws, { url = '/' }) => {
  const room = rooms.get(url) ?? new Set()
  rooms.set(url, room.add(ws))
  ws.on('message', (data) => {
    for (const other of room) if (other !== ws) other.send(data)
  })
  ws.on('close', () => room.delete(ws))
})
server.on('listening', () => console.log('ready'))
