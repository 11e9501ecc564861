/** Rounds of 免申即享 and their awards as they stand: the state of each award follows from its case. */
import type { AfterKind, AwardLine, AwardState, MyAward, RoundLine, RoundView } from '@steppe/contracts/policies'
import type { CaseState } from '@steppe/kernels/cases'
import { findFirms, getPlaces } from '#ask/registry'
import { type CaseParts, caseColumns, wholeCase } from '#cases/case-parts'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { ownFirm } from './find-mine.ts'
import { whyNot } from './may-act.ts'
import { getShelf } from './shelf.ts'

export interface Round {
  readonly league: string
  readonly id: string
  readonly policy: string
  readonly version: number
  readonly region: string
  readonly department: string
  readonly title: string
  readonly state: RoundLine['state']
  readonly listedOn: string
  readonly noticeFrom: string | null
  readonly noticeUntil: string | null
  readonly firms: number
  readonly amount: number
}

const columns = `r.league, r.id, r.policy, r.version, r.region, r.department, r.title, r.state, r.listed_on as "listedOn",
  r.notice_from as "noticeFrom", r.notice_until as "noticeUntil", r.firms, r.amount::float8 as amount`

/** The round with this number. */
export async function getRound(house: Pick<CasesHouse, 'db'>, id: string): Promise<Round | Refusal> {
  const [row] = await house.db.ask<Round>(
    `select ${columns} from policies.rounds r where r.league = $1 and r.id = $2`,
    [`${id.slice(1, 5)}00`, id],
  )
  return row ?? refuse('policies.round_unknown')
}

export interface Award {
  readonly firm: string
  readonly amount: number
  readonly state: CaseState
  readonly after: readonly After[]
}

interface After {
  readonly case: string
  readonly kind: AfterKind
  readonly status: string
  readonly upheld: boolean
  readonly amount?: number
}

/** The awards of a round with their cases, by firm; one firm's only where it is said. */
export async function findAwards(
  house: Pick<CasesHouse, 'db'>,
  round: Round,
  firm?: string,
): Promise<readonly Award[]> {
  const keys = await house.db.ask<{ league: string; firm: string; case: string; amount: number }>(
    `select a.league, a.firm, a.case_id as "case", a.amount::float8 as amount from policies.awards a
     where a.league = any($1) and a.round = $2 and ($3::text is null or a.firm = $3) order by a.firm limit 20000`,
    [await leaguesIn(house), round.id, firm ?? null],
  )
  const reviews = await house.db.ask<{ firm: string; kind: AfterKind; case: string }>(
    `select v.firm, v.kind, v.case_id as "case" from policies.reviews v
     where v.league = $1 and v.round = $2 and ($3::text is null or v.firm = $3) order by v.firm, v.case_id`,
    [round.league, round.id, firm ?? null],
  )
  const cases = await loadCases(house, [...keys.map((key) => key.case), ...reviews.map((review) => review.case)])
  return keys.flatMap((key) => {
    const state = cases.get(key.case)
    if (!state) return []
    const after = reviews.filter((review) => review.firm === key.firm).flatMap((review) => afterOf(review, cases))
    return [{ firm: key.firm, amount: key.amount, state, after }]
  })
}

function afterOf(
  { kind, case: id }: { readonly kind: AfterKind; readonly case: string },
  cases: ReadonlyMap<string, CaseState>,
): After[] {
  const state = cases.get(id)
  if (!state) return []
  const amount = state.findings.settled ?? state.findings.amount
  return [
    {
      case: id,
      kind,
      status: state.status,
      upheld: state.outcome === 'approved',
      ...(typeof amount === 'number' ? { amount } : {}),
    },
  ]
}

async function leaguesIn(house: Pick<CasesHouse, 'db'>): Promise<readonly string[]> {
  const places = await getPlaces(house)
  return places.regions.filter(({ level }) => level === 'league' || level === 'province').map(({ code }) => code)
}

async function loadCases(
  house: Pick<CasesHouse, 'db'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CaseState>> {
  if (ids.length === 0) return new Map()
  const rows = await house.db.ask<CaseParts>(
    `select ${caseColumns} from unnest($1::text[], $2::text[]) as k(league, id) join cases.cases c on c.league = k.league and c.id = k.id`,
    [ids.map((id) => `${id.slice(0, 4)}00`), ids],
  )
  return new Map(rows.map(wholeCase).map((state) => [state.id, state]))
}

/** How an award stands. */
export function awardState({ state, after }: Pick<Award, 'state' | 'after'>): AwardState {
  const at = state.tasks[0]?.node
  if (at === 'confirm') return state.findings.paid || state.findings.returned ? 'returned' : 'asked'
  if (at === 'notice')
    return after.some(({ kind, status }) => kind === 'objection' && status !== 'closed') ? 'objected' : 'confirmed'
  if (at === 'pay') return 'ready'
  if ((state.findings.pay as { outcome?: string } | undefined)?.outcome === 'paid') return 'paid'
  return (state.findings.notice as { outcome?: string } | undefined)?.outcome === 'removed' ? 'removed' : 'declined'
}

/** Rounds: those of a department for its staff, or those that are or were in public notice. */
export async function listRounds(
  house: CasesHouse,
  actor: Actor,
  department: string | undefined,
): Promise<{ rounds: RoundLine[] }> {
  const rows = await house.db.ask<Round>(
    department === undefined
      ? `select ${columns} from policies.rounds r where r.notice_from is not null order by r.notice_from desc, r.id limit 100`
      : `select ${columns} from policies.rounds r where r.department = $1 order by r.listed_on desc, r.id limit 100`,
    department === undefined ? [] : [department],
  )
  const seen = rows.filter((round) => round.noticeFrom || !whyNot(house, actor, 'policies:round:run', round))
  return { rounds: await Promise.all(seen.map((round) => lineOf(house, round))) }
}

async function lineOf(house: CasesHouse, round: Round): Promise<RoundLine> {
  const [shelf, places] = await Promise.all([getShelf(house), getPlaces(house)])
  const policy = shelf.versions.get(round.policy)?.find((each) => each.policy.version === round.version)?.policy
  const office = places.department(round.department)
  return {
    id: round.id,
    title: round.title,
    policy: round.policy,
    policyTitle: policy?.title ?? { zh: round.policy, en: round.policy },
    departmentName: { zh: office?.name ?? round.department, en: office?.english ?? round.department },
    state: round.state,
    listedOn: round.listedOn,
    ...(round.noticeFrom ? { noticeFrom: round.noticeFrom } : {}),
    ...(round.noticeUntil ? { noticeUntil: round.noticeUntil } : {}),
    firms: round.firms,
    amount: round.amount,
  }
}

const unseen: readonly AwardState[] = ['asked', 'declined']

/** A round: all of it for its staff; for everybody else the list in notice, without accounts and without those who declined. */
export async function viewRound(house: CasesHouse, actor: Actor, id: string): Promise<RoundView | Refusal> {
  const round = await getRound(house, id)
  if (isRefusal(round)) return round
  const staff = !whyNot(house, actor, 'policies:round:run', round)
  if (!staff && !round.noticeFrom) return refuse('policies.round_unknown')
  const awards = await findAwards(house, round)
  const names = new Map(
    (
      await findFirms(
        house,
        awards.map(({ firm }) => firm),
      )
    ).map(({ code, name }) => [code, name]),
  )
  const lines = awards.map((award) => awardLine(award, names.get(award.firm) ?? award.firm, staff))
  const seen = staff ? lines : lines.filter(({ state }) => !unseen.includes(state))
  const counts = Object.fromEntries(
    seen.map(({ state }) => [state, seen.filter((each) => each.state === state).length]),
  )
  const next = ({ listed: 'notice', noticed: 'end_notice', paying: 'pay', closed: undefined } as const)[round.state]
  return {
    ...(await lineOf(house, round)),
    awards: seen,
    counts: counts as RoundView['counts'],
    staff,
    ...(staff && next ? { next } : {}),
  }
}

function awardLine(award: Award, name: string, staff: boolean): AwardLine {
  const { firm, amount, state, after } = award
  const payee = state.findings.payee as { readonly number?: string } | undefined
  return {
    firm,
    name,
    amount,
    state: awardState(award),
    ...(staff ? { case: state.id } : {}),
    ...(staff && payee?.number ? { accountTail: payee.number.slice(-4) } : {}),
    after: staff ? after.map(({ upheld: _, ...each }) => each) : [],
  }
}

/** The awards to a firm, the latest first. */
export async function myAwards(
  house: CasesHouse,
  actor: Actor,
  code: string,
): Promise<{ awards: MyAward[] } | Refusal> {
  const firm = await ownFirm(house, actor, code)
  if (isRefusal(firm)) return firm
  const rows = await house.db.ask<{ round: string }>(
    'select a.round from policies.awards a where a.league = $1 and a.firm = $2 order by a.round desc limit 50',
    [firm.league, firm.code],
  )
  const awards = await Promise.all(
    rows.map(async (row): Promise<MyAward[]> => {
      const round = await getRound(house, row.round)
      const [award] = isRefusal(round) ? [] : await findAwards(house, round, firm.code)
      if (isRefusal(round) || !award) return []
      const { policyTitle } = await lineOf(house, round)
      return [
        {
          round: round.id,
          policy: round.policy,
          title: policyTitle,
          amount: award.amount,
          state: awardState(award),
          case: award.state.id,
          ...(round.noticeUntil ? { noticeUntil: round.noticeUntil } : {}),
        },
      ]
    }),
  )
  return { awards: awards.flat() }
}
