/** Takes in what another installation sends: an application handled here, or progress of one handled there. Seen twice, it changes nothing. */
import { createHash } from 'node:crypto'
import { dayInZone } from '@steppe/kernels/calendar'
import type { CaseMaterial, CaseState, Opening } from '@steppe/kernels/cases'
import { leagueOf, makeCaseId } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { findVersion } from '#cases/load-definitions'
import { keepFile } from '#platform/files'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { putFacts } from '#platform/sealed-fact'
import { isFresh, type LinkEvent, type Links, type Peer, parseEvent, peerFor, signerOf } from './links.ts'
import type { Forwarded, Progressed } from './send-events.ts'

const platform = { kind: 'platform', id: 'platform', name: '平台' } as const
const processKey = 'cross-region-in'

/** Checks signature, form and time, then acts on the event. */
export async function receiveEvent(
  house: CasesHouse,
  links: Links | undefined,
  body: unknown,
  signature: string,
): Promise<{ readonly taken: boolean } | Refusal> {
  if (!links) return refuse('links.not_linked')
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  const peer = signerOf(links, bytes, signature)
  if (!peer) return refuse('links.signature_wrong')
  const event = parseEvent(bytes)
  if (!event) return refuse('links.event_malformed', { what: 'CloudEvents 1.0' })
  if (event.source !== peer.name) return refuse('links.signature_wrong')
  if (!isFresh(event, house.clock.now())) return refuse('links.event_old')
  switch (event.type) {
    case 'dev.steppe.application.forwarded':
      return takeApplication(house, links, peer, event.data as Forwarded)
    case 'dev.steppe.order.forwarded':
      return takeOrder(house, links, peer, event as LinkEvent<Forwarded>)
    case 'dev.steppe.case.progressed':
      return takeProgress(house, event.data as Progressed)
    default:
      return refuse('links.event_malformed', { what: event.type })
  }
}

/** An order of another installation becomes a fact of this one, from which a journey opens it; so it is durable when it is acknowledged. */
async function takeOrder(
  house: CasesHouse,
  links: Links,
  peer: Peer,
  event: LinkEvent<Forwarded>,
): Promise<{ readonly taken: boolean } | Refusal> {
  const { case: there } = event.data
  if (typeof there?.id !== 'string' || typeof there.region !== 'string' || typeof there.answers !== 'object')
    return refuse('links.event_malformed', { what: 'order' })
  if (peerFor(links, there.region)) return refuse('links.not_ours')
  const materials = await keepMaterials(house, peer, event.data)
  if (isRefusal(materials)) return materials
  const data = { peer: peer.name, case: { ...there, materials } }
  const fact = { name: 'links.order_received', league: leagueOf(there.region), subject: there.id, data }
  await putFacts(house.db.ask, [{ ...fact, at: new Date(house.clock.now()).toISOString() }])
  return { taken: true }
}

/** The number here follows from the number there, so that an event that comes twice opens one case. */
function idHere(house: CasesHouse, peer: Peer, there: string, region: string): string {
  const digest = createHash('sha256').update(`${peer.name}\n${there}`).digest()
  let index = 0
  const day = `${there.slice(7, 11)}-${there.slice(11, 13)}-${there.slice(13, 15)}` as ReturnType<
    typeof house.clock.today
  >
  return makeCaseId(region, day, (below) => digest[index++]! % below)
}

async function takeApplication(
  house: CasesHouse,
  links: Links,
  peer: Peer,
  data: Forwarded,
): Promise<{ readonly taken: boolean } | Refusal> {
  const { case: there } = data
  if (peerFor(links, there.region) || !house.directory.departmentName(there.department, 'zh'))
    return refuse('links.not_ours')
  const id = idHere(house, peer, there.id, there.region)
  if (await house.engine.load(id)) return { taken: true }
  const materials = await keepMaterials(house, peer, data)
  if (isRefusal(materials)) return materials
  const version = await findVersion(house, processKey, dayInZone(house.clock.now(), house.site.zone))
  if (!version) throw new Error(`no pack has the process ${processKey}`)
  const opening: Opening = {
    kind: 'open',
    applicant: { ...there.applicant, account: `${peer.name}:${there.applicant.account}` },
    term: data.term,
    lawTerm: data.lawTerm,
    case: {
      id,
      league: leagueOf(id),
      region: there.region,
      kind: 'application',
      title: there.title,
      item: there.item,
      process: { key: processKey, version },
      department: there.department,
      channel: 'link',
      answers: there.answers,
      materials,
      saved: { materials: 0, pages: 0, visits: 0 },
      findings: { origin: { installation: peer.name, case: there.id }, result: data.result as never },
    },
  }
  const opened = await house.engine.open(opening, platform, undefined, (state: CaseState) => state.id)
  if (isRefusal(opened) && !(await house.engine.load(id))) return opened
  return { taken: true }
}

async function keepMaterials(
  house: CasesHouse,
  peer: Peer,
  data: Forwarded,
): Promise<readonly CaseMaterial[] | Refusal> {
  const kept = new Map<string, NonNullable<CaseMaterial['file']>>()
  for (const file of data.files) {
    const stored = await keepFile(house.db.ask, house.clock, peer.name, file.name, Buffer.from(file.content, 'base64'))
    if (isRefusal(stored)) return stored
    kept.set(file.id, { id: stored.id, name: stored.name, sha256: stored.sha256, size: stored.size })
  }
  return data.case.materials.map((material) => {
    const { file, ...rest } = material
    const here = file && kept.get(file.id)
    return here ? { ...rest, file: here } : rest
  })
}

/** Progress that is already known, or comes after the end, is taken and changes nothing. */
async function takeProgress(
  house: CasesHouse,
  { of, progress }: Progressed,
): Promise<{ readonly taken: boolean } | Refusal> {
  const state = await house.engine.load(of)
  if (!state) return refuse('cases.case_unknown')
  if (state.stage === progress.status || state.marking.status !== 'running') return { taken: true }
  const done = await house.engine.act(
    of,
    state.seq,
    { kind: 'receive_message', name: 'case_progressed', progress },
    platform,
    undefined,
    (after) => after.seq,
  )
  return isRefusal(done) ? done : { taken: true }
}
