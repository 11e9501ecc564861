/** What a witness answers a log: judged by the kernel, kept on disk, then cosigned. One request a log at a time. Source: c2sp.org/tlog-witness. */
import {
  cosign,
  formatNote,
  formatSignatureLine,
  judgeAddCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  type Sign,
  type VerifierKey,
} from '@steppe/kernels/ledger'
import type { SeenStore } from './keep-seen.ts'

export interface WitnessSetting {
  /** Our own key, of type 0x04. */
  readonly key: VerifierKey
  readonly sign: Sign
  /** Keys of the logs that we follow; a key's name is the log's origin. */
  readonly logs: readonly VerifierKey[]
  readonly store: SeenStore
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number
}

export interface Reply {
  readonly status: number
  readonly type?: string
  readonly body: string
}

/** A witness that answers. */
export function witnessOf(setting: WitnessSetting): { readonly addCheckpoint: (body: string) => Promise<Reply> } {
  const turns = new Map<string, Promise<unknown>>()
  return {
    addCheckpoint: (body) => {
      const origin = originOf(body)
      const before = turns.get(origin) ?? Promise.resolve()
      const turn = before.then(
        () => answer(setting, body, origin),
        () => answer(setting, body, origin),
      )
      turns.set(
        origin,
        turn.finally(() => {
          if (turns.get(origin) === turn) turns.delete(origin)
        }),
      )
      return turn
    },
  }
}

function originOf(body: string): string {
  const request = parseAddCheckpoint(body)
  return parseCheckpoint(parseNote(request?.checkpoint ?? '')?.text ?? '')?.origin ?? ''
}

async function answer(setting: WitnessSetting, body: string, origin: string): Promise<Reply> {
  const known = setting.logs.some((log) => log.name === origin)
  const seen = known ? await setting.store.find(origin) : undefined
  const verdict = judgeAddCheckpoint(
    body,
    (name) => setting.logs.filter((log) => log.name === name),
    () => seen,
  )
  if (verdict.status === 409) return { status: 409, type: 'text/x.tlog.size', body: `${verdict.size}\n` }
  if (verdict.status !== 200) return { status: verdict.status, body: `${why[verdict.status]}\n` }
  const signature = await cosign(verdict.text, setting.key, Math.floor(setting.now() / 1000), setting.sign)
  const ofLog = parseNote(parseAddCheckpoint(body)!.checkpoint)!.signatures.filter((each) => each.name === origin)
  await setting.store.keep(origin, formatNote({ text: verdict.text, signatures: [...ofLog, signature] }))
  return { status: 200, type: 'text/plain; charset=utf-8', body: formatSignatureLine(signature) }
}

const why = {
  400: 'the request is malformed, or its old size is larger than the checkpoint',
  403: 'the checkpoint is not signed by a key that is trusted for its origin',
  404: 'this log is not followed here',
  422: 'the checkpoint does not continue the one that was cosigned last: the log was rewritten, or shows others something else',
} as const
