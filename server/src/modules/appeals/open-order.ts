/** 受理: opens an order; the same words of the same person on the same day are one order, whatever happens on the way. */
import { createHash } from 'node:crypto'
import type { AppealReceipt, Channel, NewAppeal } from '@steppe/contracts/appeals'
import type { Day } from '@steppe/kernels/calendar'
import type { ActActor, Applicant, CaseMaterial, Opening } from '@steppe/kernels/cases'
import { getPlaces } from '#ask/registry'
import { leagueOf, makeCaseId } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { findVersion } from '#cases/load-definitions'
import { peerFor } from '#links/links'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { appealLists } from './load-lists.ts'
import { answerOf, type Matter, orderKind, titleFrom } from './matter.ts'

export interface Incoming {
  readonly matter: Matter
  readonly title?: string | undefined
  readonly applicant: Applicant
  readonly channel: Channel
  readonly files?: NewAppeal['files']
  readonly actor: ActActor
  readonly key?: string | undefined
  readonly url: string
  /** What makes it the same when it comes again; the person, the day and the words unless said. */
  readonly sameAs?: string | undefined
  /** The installation it came from and its number there: progress is told back. */
  readonly origin?: { readonly installation: string; readonly case: string }
}

const linkedProcess = 'appeal-linked'
const versions = new Map<string, string>()
/** A file of years of messages has so many days. */
const mostVersions = 5000

/** The version of a process on a day, asked once. */
async function versionOf(house: CasesHouse, key: string, on: Day): Promise<string> {
  const name = `${key}@${on}`
  const known = versions.get(name)
  if (known) return known
  const found = await findVersion(house, key, on)
  if (!found) throw new Error(`no pack has the process ${key}`)
  if (versions.size >= mostVersions) versions.clear()
  versions.set(name, found)
  return found
}

/** The number of an order follows from what it is, so that one that comes twice is one. */
function idFrom(region: string, day: Day, same: string): string {
  const digest = createHash('sha256').update(same).digest()
  let index = 0
  return makeCaseId(region, day, (below) => digest[index++]! % below)
}

export async function openingOf(house: CasesHouse, incoming: Incoming, on: Day): Promise<Opening | Refusal> {
  const { matter, applicant, channel, files = [] } = incoming
  const [lists, places] = await Promise.all([appealLists(house.site.packs), getPlaces(house)])
  const type = lists.types.get(matter.type)
  if (!type) return refuse('appeals.type_unknown', { type: matter.type })
  const { region } = matter.place
  if (!places.region(region)) return refuse('appeals.region_unknown', { region })
  if (matter.ground && !type.grounds?.some((ground) => ground.id === matter.ground))
    return refuse('appeals.ground_unknown', { ground: matter.ground })
  const office = places.departmentOf(type.office, region)
  const law = house.law.orderLaw
  if (!law || !office) throw new Error(`no pack has rules of orders, or nobody takes orders in ${region}`)
  const rules = law.rulesFor({ ...matter, region }, on)
  // What belongs to another installation goes on there, and comes back as its progress.
  const process = peerFor(house.links, region) ? linkedProcess : type.process
  const same = incoming.sameAs ?? `${applicant.account}\n${on}\n${matter.text.replace(/\s+/g, '')}`
  const id = idFrom(region, on, same)
  return {
    kind: 'open',
    applicant,
    term: rules.reply,
    lawTerm: rules.reply,
    case: {
      id,
      league: leagueOf(id),
      region,
      kind: orderKind,
      title: incoming.title?.trim() || titleFrom(matter.text),
      item: { code: `appeal-${type.id}`, name: type.title.zh, version: '1' },
      process: { key: process, version: await versionOf(house, process, on) },
      department: office.code,
      channel,
      answers: matter as unknown as Readonly<Record<string, unknown>>,
      materials: files.map((file): CaseMaterial => ({ id: file.id, name: file.name, proof: 'upload', file })),
      saved: { materials: 0, pages: 0, visits: 0 },
      findings: incoming.origin ? { origin: incoming.origin } : {},
      order: { rules: rules.id },
    },
  }
}

/** Opens it, or gives the receipt of the one that is the same. */
export async function openOrder(house: CasesHouse, incoming: Incoming): Promise<AppealReceipt | Refusal> {
  const opening = await openingOf(house, incoming, house.clock.today())
  if (isRefusal(opening)) return opening
  const { actor, key, url } = incoming
  const body = { matter: incoming.matter, applicant: incoming.applicant.id }
  const opened = await house.engine.open(opening, actor, { key, actor: actor.id, url, body }, answerOf)
  if (!isRefusal(opened)) return opened
  const other = await house.engine.load(opening.case.id)
  return other ? { ...answerOf(other), repeated: true } : opened
}
