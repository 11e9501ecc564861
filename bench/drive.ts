/** The load: clients that each wait for the answer before they ask again, over plain sockets so that they cost little. */
import { connect, type Socket } from 'node:net'

export interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly token?: string
  readonly body?: unknown
  readonly key?: string
}

export interface Reply {
  readonly status: number
  readonly head: string
  readonly text: string
}

const end = Buffer.from('\r\n\r\n')

/** One connection: asks, waits for the whole answer (by its content-length), asks again. An answer's text is to be read before that. */
export class Line {
  private readonly socket: Socket
  /** Every answer arrives here: a buffer for each would have its collection counted as the load's. */
  private room = Buffer.allocUnsafe(64 * 1024)
  private size = 0
  private answer: ((reply: Reply) => void) | undefined
  private lost: ((fault: Error) => void) | undefined

  constructor(port: number) {
    const onread = { buffer: () => this.nextRoom(), callback: (length: number) => this.take(length) }
    this.socket = connect({ port, host: '127.0.0.1', onread })
    this.socket.setNoDelay(true)
    this.socket.on('error', (fault) => this.lost?.(fault))
    this.socket.on('close', () => this.lost?.(new Error('the server closed the connection')))
  }

  ask(request: Request): Promise<Reply> {
    const body = request.body === undefined ? '' : JSON.stringify(request.body)
    const lines = [`${request.method} ${request.path} HTTP/1.1`, 'host: 127.0.0.1']
    if (request.token) lines.push(`authorization: Bearer ${request.token}`)
    if (request.key) lines.push(`idempotency-key: ${request.key}`)
    if (body) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`)
    return new Promise((done, failed) => {
      this.answer = done
      this.lost = failed
      this.socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
    })
  }

  /** Signs a demonstration account in. */
  async signIn(login: string): Promise<{ readonly status: number; readonly token: string }> {
    const { status, head } = await this.ask({
      method: 'POST',
      path: '/api/session',
      body: { login, password: 'steppe-demo' },
    })
    return { status, token: /x-session-token: (\S+)/i.exec(head)?.[1] ?? '' }
  }

  private nextRoom(): Buffer {
    if (this.size === this.room.length) this.room = Buffer.concat([this.room, Buffer.allocUnsafe(this.size)])
    return this.room.subarray(this.size)
  }

  private take(length: number): boolean {
    this.size += length
    const all = this.room.subarray(0, this.size)
    const split = all.indexOf(end)
    if (split < 0) return true
    const head = all.toString('latin1', 0, split)
    const whole = split + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
    if (this.size < whole) return true
    this.size = 0
    this.answer?.({
      status: Number(head.slice(9, 12)),
      head,
      // Decoded by whoever reads it: a long answer must not cost its server more here than a short one.
      get text() {
        return all.toString('utf8', split + 4, whole)
      },
    })
    return true
  }

  close(): void {
    this.lost = undefined
    this.socket.destroy()
  }
}

export interface Driven {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** Value below which `share` of the sorted list lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}

export type Turn = (line: Line, client: number) => Promise<void>

/** Keeps `clients` busy for `seconds`; a turn counts as one. */
export async function drive(port: number, clients: number, seconds: number, turn: Turn): Promise<Driven> {
  const lines = Array.from({ length: clients }, () => new Line(port))
  const times: number[] = []
  const begun = performance.now()
  const until = begun + seconds * 1000
  await Promise.all(
    lines.map(async (line, client) => {
      while (performance.now() < until) {
        const from = performance.now()
        await turn(line, client)
        times.push(performance.now() - from)
      }
    }),
  )
  const took = (performance.now() - begun) / 1000
  for (const line of lines) line.close()
  times.sort((a, b) => a - b)
  return {
    perSecond: times.length / took,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
  }
}
