/** Acts as staff send them: the clerk accepts, the approver sends back with a reason, the clerk notes; then the next case. */
import { randomUUID } from 'node:crypto'
import type { Line, Turn } from './drive.ts'
import { storedId } from './fill-cases.ts'

export interface Staff {
  readonly clerk: string
  readonly approver: string
}

/** Signs both in over HTTP. */
export async function signInStaff(line: Line): Promise<Staff> {
  const tokens: string[] = []
  for (const login of ['clerk', 'approver']) {
    const { status, token } = await line.signIn(login)
    if (status !== 200) throw new Error(`${login} cannot sign in: ${status}`)
    tokens.push(token)
  }
  return { clerk: tokens[0]!, approver: tokens[1]! }
}

/** Spreads the clients' cases over the even half of those stored (the odd half is the peer's), so that nothing is warm by accident. */
export function scattered(k: number, client: number, clients: number, stored: number): number {
  const own = Math.floor(stored / 2 / clients)
  return 2 * (((k * 7919) % own) * clients + client)
}

const steps = 3

/**
 * One act a turn over the cases stored just now, whose first act to stand on is `seq`. The turn is to be used for every run on
 * the same database, since it remembers where each case stands.
 */
export function actTurns(staff: Staff, stored: () => number, clients: number, seq: number): Turn {
  const rounds = new Map<number, number>()
  const at = Array.from({ length: clients }, () => ({ k: 0, i: 0, step: 0 }))
  return async (line, client) => {
    const own = at[client]!
    if (own.step === 0) own.i = scattered(own.k++, client, clients, stored())
    const round = rounds.get(own.i) ?? 0
    const reply = await line.ask({
      method: 'POST',
      path: `/api/cases/${storedId(own.i)}/acts`,
      token: own.step === 1 ? staff.approver : staff.clerk,
      key: randomUUID(),
      body: { after: seq + round * steps + own.step, deed: deedOf(own.step, round) },
    })
    if (reply.status !== 200) throw new Error(`an act was refused: ${reply.text}`)
    own.step = (own.step + 1) % steps
    if (own.step === 0) rounds.set(own.i, round + 1)
  }
}

/** Every round opens two tasks: the approver's and, sent back, the clerk's again. */
function deedOf(step: number, round: number): Record<string, unknown> {
  if (step === 0)
    return {
      kind: 'complete',
      task: `t${1 + 2 * round}`,
      outcome: 'accept',
      opinion: '材料齐全，符合法定形式，予以受理。',
    }
  if (step === 1)
    return {
      kind: 'return',
      task: `t${2 + 2 * round}`,
      to: 'accept',
      reason: '住所证明与登记机关掌握的信息不一致，请核对后再报。',
    }
  return { kind: 'note', text: '已电话联系申请人，约定明日上午补充说明住所情况。' }
}
