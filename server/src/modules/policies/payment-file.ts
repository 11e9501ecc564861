/** The payment file of a round (XLSX, CSV): those whose notice is over, with the accounts they gave. */
import { findFirms, getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Answer, answer } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { csvHeading, csvLine, downloadHeaders, xlsx } from '#platform/write-sheet'
import { awardState, findAwards, getRound } from './find-rounds.ts'
import { whyNot } from './may-act.ts'

const headings = [
  '序号',
  '统一社会信用代码',
  '企业名称',
  '收款户名',
  '开户银行',
  '收款账号',
  '金额（元）',
  '用途',
  '办件编号',
]
const widths = [6, 22, 36, 30, 30, 26, 14, 30, 26]

/** For the bank: amounts with two decimals, account numbers as text. Refused to everybody but the round's staff, and before the notice is over. */
export async function paymentFile(
  house: CasesHouse,
  actor: Actor,
  id: string,
  form: 'csv' | 'xlsx',
): Promise<Answer | Refusal> {
  const round = await getRound(house, id)
  if (isRefusal(round)) return round
  const no = whyNot(house, actor, 'policies:round:run', round)
  if (no) return no
  if (round.state !== 'paying' && round.state !== 'closed') return refuse('policies.notice_first')
  const awards = (await findAwards(house, round)).filter((award) => ['ready', 'paid'].includes(awardState(award)))
  const [firms, places] = await Promise.all([
    findFirms(
      house,
      awards.map(({ firm }) => firm),
    ),
    getPlaces(house),
  ])
  const names = new Map(firms.map((firm) => [firm.code, firm.name]))
  const rows = awards.map(({ firm, amount, state }, index) => {
    const payee = (state.findings.payee ?? {}) as {
      readonly name?: string
      readonly bank?: string
      readonly number?: string
    }
    return [
      String(index + 1),
      firm,
      names.get(firm) ?? '',
      payee.name ?? '',
      payee.bank ?? '',
      payee.number ?? '',
      amount.toFixed(2),
      round.title,
      state.id,
    ]
  })
  const sum = awards.reduce((total, { amount }) => total + amount, 0)
  const last = [
    '',
    '',
    `合计 ${awards.length} 家`,
    '',
    '',
    '',
    sum.toFixed(2),
    places.department(round.department)?.name ?? '',
    '',
  ]
  const body =
    form === 'csv'
      ? csvHeading(headings) + [...rows, last].map(csvLine).join('')
      : xlsx([{ name: '拨付清单', headings, rows: [...rows, last], widths }])
  return answer(200, body, downloadHeaders(`${round.title}拨付清单`, form))
}
