/** Signs a document sent round: what the signer looked at, with their seal, after their password. Whole or not at all. Source: 电子签名法 arts. 13, 14. */
import { createHash } from 'node:crypto'
import type { Signing } from '@steppe/contracts/seals'
import {
  type DocumentAlgorithm,
  type Mark,
  openOfd,
  openPdf,
  type Picture,
  packOfd,
  pagesOf,
  pictureOperators,
  placed,
  sealOfd,
  signPdf,
} from '@steppe/kernels/documents'
import { accountById } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { personal } from '#platform/vault'
import { type PartyRow, type RoundRow, type VersionRow, versionOf } from './find-rounds.ts'
import { findSeal, mayUse, type SealRow, stateOf } from './find-seals.ts'
import { loadKinds } from './load-kinds.ts'
import { inOneStep, MovedOn, recordAct } from './record-act.ts'
import { gbSealOf, keyOfSeal, pictureOf } from './use-seal.ts'
import { fits, roundFor, turnOf } from './view-round.ts'
import type { Place } from './write-document.ts'

const points = 72 / 25.4

/** The picture no larger than its place. */
function fitted(picture: Picture, place: Place): Picture {
  const scale = Math.min(1, place.width / picture.width, place.height / picture.height)
  const items = picture.items.map((item) => ({
    ...item,
    steps: placed(item.steps, 0, 0, scale),
    ...(item.width ? { width: item.width * scale } : {}),
  }))
  return { width: picture.width * scale, height: picture.height * scale, items }
}

/** The mark of a seal in its place; a negative `y` counts from the foot of the page. */
export function markOf(content: Buffer, seal: Picture, place: Place): Mark {
  const picture = fitted(seal, place)
  const page = pagesOf(openPdf(content)).at(place.page)
  const high = page ? page.box[3] - page.box[1] : 842
  const top = place.y < 0 ? high + place.y * points : place.y * points
  return {
    page: place.page,
    x: place.x * points,
    y: high - top - picture.height * points,
    width: picture.width * points,
    height: picture.height * points,
    operators: pictureOperators(picture),
  }
}

async function usableSeal(house: CasesHouse, actor: Actor, id: string, party: PartyRow): Promise<SealRow | Refusal> {
  const seal = await findSeal(house, id)
  if (!seal) return refuse('seals.seal_unknown')
  if (!(await mayUse(house, actor, seal))) return refuse('seals.not_your_seal')
  if (!fits(seal, party)) return refuse('seals.seal_differs')
  const state = stateOf(house, seal)
  return state === 'active' ? seal : refuse(`seals.seal_${state}`)
}

interface Signed {
  readonly content: Buffer
  readonly ofd: Buffer | null
  readonly sha256: string
}

/** The next state of the document: one more signature, and one more seal on its OFD. */
async function signVersion(
  house: CasesHouse,
  before: VersionRow,
  seal: SealRow,
  place: Place,
  wish: { algorithm: DocumentAlgorithm; name: string; reason: string },
): Promise<Signed> {
  const at = house.clock.now()
  const { signer, chain } = await keyOfSeal(house, seal, wish.algorithm)
  const picture = await pictureOf(house, seal)
  const mark = markOf(before.content, picture, place)
  const content = await signPdf(before.content, { name: wish.name, reason: wish.reason, at, mark }, chain, signer)
  return {
    content,
    ofd: await sealedOfd(house, before.ofd, seal, place, at),
    sha256: createHash('sha256').update(content).digest('hex'),
  }
}

async function sealedOfd(
  house: CasesHouse,
  before: Buffer | null,
  seal: SealRow,
  place: Place,
  at: number,
): Promise<Buffer | null> {
  const parts = before && openOfd(before)
  if (!parts) return null
  const key = await keyOfSeal(house, seal, 'SM2')
  const { width, height } = fitted(await pictureOf(house, seal), place)
  const pages = [
    ...Buffer.from(parts['Doc_0/Document.xml']!)
      .toString()
      .matchAll(/<ofd:Page ID="(\d+)"/g),
  ].map(([, id]) => Number(id))
  const stamp = { page: pages.at(place.page) ?? pages[0]!, x: place.x, y: place.y, width, height }
  return packOfd(await sealOfd(parts, { seal: await gbSealOf(house, seal, key), stamp, at }, key.chain[0]!, key.signer))
}

async function writeSigned(
  house: CasesHouse,
  actor: Actor,
  found: {
    readonly row: RoundRow
    readonly parties: readonly PartyRow[]
    readonly party: PartyRow
    readonly seal: SealRow
  },
  signed: Signed,
  wish: { readonly before: string; readonly algorithm: DocumentAlgorithm; readonly cause: string },
): Promise<{ sha256: string } | Refusal> {
  const { row, parties, party, seal } = found
  const at = new Date(house.clock.now())
  const last = parties.every((each) => each.n === party.n || each.state === 'signed')
  return inOneStep(house, async (tx) => {
    const moved = await tx.ask(
      `update seals.rounds set version = version + 1, state = $4 where league = $1 and id = $2 and version = $3 and state = 'open' returning id`,
      [row.league, row.id, row.version, last ? 'complete' : 'open'],
    )
    const taken = await tx.ask(
      `update seals.parties set state = 'signed', seal = $4, algorithm = $5, at = $6 where league = $1 and round = $2 and n = $3 and state = 'waiting' returning n`,
      [row.league, row.id, party.n, seal.id, wish.algorithm, at],
    )
    if (moved.length === 0 || taken.length === 0) throw new MovedOn()
    await tx.ask(
      'insert into seals.versions (league, round, version, sha256, content, ofd, at) values ($1, $2, $3, $4, $5, $6, $7)',
      [row.league, row.id, row.version + 1, signed.sha256, personal(signed.content), personal(signed.ofd), at],
    )
    await recordAct(house, tx, seal, {
      kind: 'used',
      account: actor.id,
      by: actor.name,
      cause: wish.cause,
      round: row.id,
      title: row.title,
      before: wish.before,
      document: signed.sha256,
      algorithm: wish.algorithm,
    })
    return { sha256: signed.sha256 }
  })
}

/** The checks in this order: asked and its turn, seal, identity, the same document, password; then the signature and one transaction. */
export async function signRound(
  house: CasesHouse,
  actor: Actor,
  id: string,
  body: Signing,
): Promise<{ sha256: string } | Refusal> {
  const found = await roundFor(house, actor, id)
  if (isRefusal(found)) return found
  const party = turnOf(house, actor, found.row, found.parties)
  if (isRefusal(party)) return party
  const seal = await usableSeal(house, actor, body.seal, party)
  if (isRefusal(seal)) return seal
  if (!(await accountById(house, actor.id))?.proved) return refuse('seals.identity_unproved')
  const before = await versionOf(house, found.row)
  if (before.sha256 !== body.sha256) return refuse('seals.document_changed')
  const wrong = await house.confirmPassword(actor.id, body.password)
  if (wrong) return wrong.code === 'platform.sign_in_failed' ? refuse('seals.password_wrong') : wrong
  const algorithm = body.algorithm ?? (await loadKinds(house.site.packs)).algorithm
  const cause = body.cause?.trim() || found.row.title
  const name = party.firmName ? `${party.firmName}（${actor.name}）` : actor.name
  const signed = await signVersion(house, before, seal, party.place, { algorithm, name, reason: cause })
  return writeSigned(house, actor, { ...found, party, seal }, signed, { before: before.sha256, algorithm, cause })
}
