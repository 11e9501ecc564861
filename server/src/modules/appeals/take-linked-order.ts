/** An order that another installation passed on is opened here; what cannot be opened is put aside with its reason, never lost. */
import type { AppealReceipt } from '@steppe/contracts/appeals'
import type { CaseState } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import { isRefusal, type Refusal } from '#platform/refusals'
import { personal } from '#platform/vault'
import { type Matter, matterOf } from './matter.ts'
import { openOrder } from './open-order.ts'

export interface LinkedOrder {
  readonly peer: string
  readonly case: Pick<CaseState, 'id' | 'region' | 'title' | 'answers' | 'applicant' | 'materials'>
}

/** Told twice, it opens one. */
export async function takeLinkedOrder(
  house: CasesHouse,
  { peer, case: there }: LinkedOrder,
): Promise<AppealReceipt | undefined> {
  const account = `${peer}:${there.applicant.account}`
  const { phone: _phone, ...matter } = matterOf(there)
  const opened = await openOrder(house, {
    matter: { ...matter, place: { ...matter.place, region: there.region } } as Matter,
    title: there.title,
    applicant: { ...there.applicant, account },
    channel: 'link',
    files: there.materials.flatMap((material) => (material.file ? [material.file] : [])),
    actor: { kind: 'person', id: account, name: there.applicant.name },
    url: '',
    sameAs: `link\n${peer}\n${there.id}`,
    origin: { installation: peer, case: there.id },
  }).catch((fault: unknown): Refusal => ({ refused: true, code: `fault: ${String(fault).slice(0, 200)}` }))
  if (!isRefusal(opened)) return opened
  const content = Buffer.from(JSON.stringify(there))
  await house.db.ask(
    `insert into appeals.quarantine (id, channel, sender, subject, at, bytes, code, what, content) values ($1, 'link', $2, $3, $4, $5, $6, $7, $8)
     on conflict do nothing`,
    [
      `${peer}/${there.id}`.slice(0, 80),
      peer,
      there.title ?? '',
      new Date(house.clock.now()),
      content.length,
      'unreadable',
      opened.code,
      personal(content),
    ],
  )
  return undefined
}
