/** What Node cannot read as a request at all: refused like anything else, but on the bare connection, as there is no request to reply to. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { platformRefusals } from './platform-refusals.ts'
import { refuse, toProblem } from './refusals.ts'

export function refuseUnreadable(fault: NodeJS.ErrnoException, socket: Socket): void {
  if (fault.code === 'ECONNRESET' || socket.destroyed) return
  const tooLong = fault.code === 'HPE_HEADER_OVERFLOW'
  const problem = toProblem(
    tooLong ? refuse('platform.address_too_long') : refuse('platform.malformed', { where: '', what: fault.message }),
    platformRefusals,
  )
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroy(fault)
}
