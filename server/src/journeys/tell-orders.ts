/** What happens to orders is told: to whoever handed them in and to all whose orders were joined to them; to those who must hurry when one is late. */
import type { Message } from '@steppe/contracts/messages'
import { keepMessages } from '#act/messages'
import { cameByMail, findReporters, type Reporter } from '#ask/appeals'
import type { CasesHouse } from '#cases/house'
import type { Fact, Subscriber } from '#platform/outbox'

type Kind = Message['kind']

/** Older facts are history when they are read for the first time. */
const newsFor = 30 * 86_400_000

/** Deeds that change something for the person. */
const ofDeed: Readonly<Record<string, Kind | undefined>> = {
  dispatch: 'order_given',
  decide: 'order_given',
  answer: 'order_replied',
  reply: 'order_replied',
  refuse: 'order_refused',
  merge: 'order_merged',
  unmerge: 'order_parted',
  reopen: 'order_reopened',
  readmit: 'order_reopened',
}

/** What the approvers of a department are told. */
const ofApprovers: Readonly<Record<string, Kind | undefined>> = {
  'cases.order_supervised': 'order_supervised',
  'appeals.objection_decided': 'objection_decided',
}

/** Callers and boards have no account here: the agent calls back. Whoever wrote by mail is answered by mail. */
function isTold(account: string): boolean {
  return cameByMail(account) || (!account.includes(':') && account !== 'board')
}

/** What was decided about counting an order, told to its people. */
const ofDecision: Readonly<Record<string, Kind | undefined>> = {
  'appeals.order_excluded': 'order_excluded',
  'appeals.exclusion_decided': 'exclusion_decided',
}

/** Who is told of the fact: everybody who reported the matter. */
function toldOf(fact: Fact, reporters: readonly Reporter[]) {
  const decided = ofDecision[fact.name]
  const kind = decided ?? ofDeed[String(fact.data.what)]
  return reporters.flatMap(({ account, order, title, due }) =>
    kind && isTold(account)
      ? [
          {
            account,
            id: decided ? `${fact.name}.${fact.data.id}` : `o${fact.subject}.${fact.data.seq}`,
            // Each sees the order they handed in; the answer stands there too.
            link: `/appeals/${order}`,
            kind,
            title,
            day: due,
            at: fact.at,
          },
        ]
      : [],
  )
}

/** 督办 and 考核申诉: the approvers of the department that is late, or that objected. */
async function approversOf(house: CasesHouse, fact: Fact, reporters: readonly Reporter[], kind: Kind) {
  const [first] = reporters
  if (!first) return []
  const approvers = (await house.colleagues([String(fact.data.department)])).filter((each) => each.role === 'approver')
  return approvers.map(({ id }) => ({
    account: id,
    id: `s${String(fact.position).padStart(16, '0')}`,
    link: `/work/appeals/${fact.subject}`,
    kind,
    title: first.title,
    day: first.due,
    at: fact.at,
  }))
}

async function tellAll(house: CasesHouse, facts: readonly Fact[]): Promise<void> {
  const news = facts.filter((fact) => fact.at.getTime() >= house.clock.now() - newsFor)
  const reporters = await findReporters(
    house,
    news.map((fact) => ({ league: fact.league, id: fact.subject })),
  )
  const messages = await Promise.all(
    news.map(async (fact) => {
      const own = reporters.get(fact.subject) ?? []
      const kind = ofApprovers[fact.name]
      return kind ? approversOf(house, fact, own, kind) : toldOf(fact, own)
    }),
  )
  await keepMessages(house, messages.flat())
}

/** Hears of orders. Seen twice, nothing is told twice. */
export function tellOrdersSubscriber(house: CasesHouse): Subscriber {
  return {
    name: 'journeys.tell_orders',
    facts: ['cases.order_acted', ...Object.keys(ofDecision), ...Object.keys(ofApprovers)],
    handle: (fact) => tellAll(house, [fact]),
    handleAll: (facts) => tellAll(house, facts),
  }
}
