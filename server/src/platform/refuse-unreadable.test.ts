/** What comes over the wire and is no request that can be read. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { refuseUnreadable } from './refuse-unreadable.ts'
import { faultOfBody } from './well-formed.ts'

const server = createServer().on('clientError', refuseUnreadable)
before(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
after(() => server.close())

async function answerTo(sent: string): Promise<{ readonly head: string; readonly problem: { readonly code: string } }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(sent)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { head, problem: JSON.parse(body) }
}

test('an address that is too long, and what is no HTTP, are refused with a code', async () => {
  const long = await answerTo(`GET /${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`)
  assert.match(long.head, /^HTTP\/1.1 431 .*\r\nContent-Type: application\/problem\+json/)
  assert.equal(long.problem.code, 'platform.address_too_long')
  const noise = await answerTo('你好\r\n\r\n')
  assert.match(noise.head, /^HTTP\/1.1 400 /)
  assert.equal(noise.problem.code, 'platform.malformed')
})

test('a body nested deeper than it could be walked is at fault; one nested as a form is not', () => {
  const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`
  assert.match(faultOfBody(nested(5000), JSON.parse(nested(5000))) ?? '', /nested/)
  assert.equal(faultOfBody(nested(20), JSON.parse(nested(20))), undefined)
})
