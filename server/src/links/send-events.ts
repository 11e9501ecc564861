/** Sends what concerns another installation: an application to the one that handles it, progress to the one it came from. */
import type { CaseState, Progress } from '@steppe/kernels/cases'
import { ended } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import { findFile } from '#platform/files'
import type { Fact, Subscriber } from '#platform/outbox'
import { type LinkEvent, type Links, type Peer, peerFor, signBody } from './links.ts'

export interface Forwarded {
  readonly case: Pick<
    CaseState,
    'id' | 'region' | 'item' | 'answers' | 'materials' | 'applicant' | 'title' | 'channel' | 'department'
  >
  readonly term: CaseState['clock']['term']
  readonly lawTerm: CaseState['clock']['lawTerm']
  readonly result: unknown
  readonly files: readonly { readonly id: string; readonly name: string; readonly content: string }[]
}

export interface Progressed {
  /** The case as the other side numbers it. */
  readonly of: string
  readonly progress: Progress
}

/** Posts a signed event; a refusal or a silent peer is a fault, so that the outbox tries again. */
export async function post<T>(
  links: Links,
  peer: Peer,
  event: Pick<LinkEvent<T>, 'id' | 'type' | 'subject' | 'data'>,
  at: number,
): Promise<void> {
  const whole: LinkEvent<T> = {
    specversion: '1.0',
    source: links.name,
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
    ...event,
  }
  const body = JSON.stringify(whole)
  const headers = { 'content-type': 'application/cloudevents+json', 'steppe-signature': signBody(links, body) }
  const response = await fetch(new URL('/api/links/events', peer.url), {
    method: 'POST',
    body,
    headers,
    signal: AbortSignal.timeout(20_000),
  })
  if (!response.ok)
    throw new Error(`${peer.name} refused ${event.type} ${event.id}: ${response.status} ${await response.text()}`)
}

async function forward(
  house: CasesHouse,
  links: Links,
  state: CaseState,
  type: 'dev.steppe.application.forwarded' | 'dev.steppe.order.forwarded',
): Promise<void> {
  const peer = peerFor(links, state.region)
  if (!peer) throw new Error(`no link handles region ${state.region} of case ${state.id}`)
  const files = await Promise.all(
    state.materials.flatMap((material) => (material.file ? [findFile(house.db.ask, material.file.id)] : [])),
  )
  const { id, region, item, answers, materials, applicant, title, channel, department, clock } = state
  const data: Forwarded = {
    case: { id, region, item, answers, materials, applicant, title, channel, department },
    term: clock.term,
    lawTerm: clock.lawTerm,
    result: state.findings.result ?? null,
    files: files.flatMap((file) =>
      file ? [{ id: file.id, name: file.name, content: file.content.toString('base64') }] : [],
    ),
  }
  await post(links, peer, { id: `${id}/forwarded`, type, subject: id, data }, house.clock.now())
}

/** How the case stands, for the installation it came from. */
export function progressOf(state: CaseState): Progress {
  const { id, status, acceptedOn, decidedOn, outcome, reasons, results, clock } = state
  return {
    case: id,
    status,
    ...(acceptedOn ? { acceptedOn } : {}),
    ...(clock.due ? { due: clock.due } : {}),
    ...(decidedOn && outcome ? { decidedOn, outcome } : {}),
    ...(reasons ? { reasons } : {}),
    results,
    ended: ended.includes(status),
  }
}

/** What an order was answered, so that the person reads it where they handed it in. */
async function replyOf(house: CasesHouse, state: CaseState): Promise<{ readonly reply?: string }> {
  if (!state.order?.repliedAt) return {}
  const rows = await house.db.ask<{ text: string }>(
    `select a.act #>> '{deed,text}' as text from cases.acts a where a.league = $1 and a.case_id = $2 and a.kind in ('reply', 'answer')
     order by a.seq desc limit 1`,
    [state.league, state.id],
  )
  return rows[0] ? { reply: rows[0].text } : {}
}

async function report(house: CasesHouse, links: Links, fact: Fact, state: CaseState): Promise<void> {
  const origin = state.findings.origin as { readonly installation: string; readonly case: string } | undefined
  const peer = origin && links.peers.find((each) => each.name === origin.installation)
  if (!origin || !peer) return
  const data: Progressed = {
    of: origin.case,
    progress: {
      ...progressOf(state),
      ...(await replyOf(house, state)),
      status: fact.data.to as CaseState['status'],
      ended: ended.includes(fact.data.to as CaseState['status']),
    },
  }
  await post(
    links,
    peer,
    { id: `${state.id}/${fact.position}`, type: 'dev.steppe.case.progressed', subject: origin.case, data },
    house.clock.now(),
  )
}

/** Hears of applications to forward and of progress to report. */
export function linkSubscriber(house: CasesHouse, links: Links): Subscriber {
  return {
    name: 'links.send_events',
    facts: ['cases.message_sent', 'cases.status_changed'],
    handle: async (fact) => {
      const state = await house.engine.load(fact.subject)
      if (!state) return
      if (fact.name === 'cases.status_changed') await report(house, links, fact, state)
      else if (fact.data.name === 'application_forwarded')
        await forward(house, links, state, 'dev.steppe.application.forwarded')
      else if (fact.data.name === 'order_forwarded') await forward(house, links, state, 'dev.steppe.order.forwarded')
    },
  }
}
