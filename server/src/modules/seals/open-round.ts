/** Sends a document round for signing: an uploaded PDF, or one written from a template. */
import { createHash, randomBytes } from 'node:crypto'
import type { NewRound } from '@steppe/contracts/seals'
import { checkPdf, isActive, ofdParts, openPdf, packOfd, pagesOf } from '@steppe/kernels/documents'
import { findAccount, findFirm } from '#ask/registry'
import type { Actor } from '#platform/actor'
import { findFile } from '#platform/files'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { personal } from '#platform/vault'
import { ownLeague } from './find-seals.ts'
import { loadKinds } from './load-kinds.ts'
import { newId } from './make-seal.ts'
import { printPdf } from './print-pdf.ts'
import { inOneStep } from './record-act.ts'
import { fontsOf } from './subset-font.ts'
import { fillParagraphs, type Place, placesOnFoot, writeDocument } from './write-document.ts'

interface Prepared {
  readonly content: Buffer
  readonly ofd: Buffer | null
  readonly pages: number
  readonly places: readonly Place[]
}

interface Asked {
  readonly account: string
  readonly name: string
  readonly firm: string | null
  readonly firmName: string | null
  readonly kind: string
}

async function askedParty(house: House, party: NewRound['parties'][number]): Promise<Asked | Refusal> {
  const { kinds } = await loadKinds(house.site.packs)
  const account = await findAccount(house, party.login)
  if (!account || account.closed || account.kind !== 'person' || account.name !== party.name.trim())
    return refuse('seals.account_unknown', { login: party.login })
  const wanted = party.firm ? 'firm' : 'person'
  const kind = party.seal ? kinds.get(party.seal) : [...kinds.values()].find((each) => each.holder === wanted)
  if (!kind || kind.holder !== wanted) return refuse('seals.kind_unknown', { kind: party.seal ?? '' })
  const firm = party.firm ? await findFirm(house, party.firm) : undefined
  if (party.firm && !firm) return refuse('seals.firm_unknown', { code: party.firm })
  return {
    account: account.id,
    name: account.name,
    firm: firm?.code ?? null,
    firmName: firm?.name ?? null,
    kind: kind.id,
  }
}

/** What is wrong with an uploaded file; nothing when it can be signed. */
export function whyUnfit(content: Buffer, now: number): Refusal | undefined {
  if (!content.subarray(0, 1024).includes('%PDF-')) return refuse('seals.not_pdf')
  try {
    const file = openPdf(content)
    if (file.encrypted) return refuse('seals.pdf_encrypted')
    if (isActive(file)) return refuse('seals.pdf_active')
    if (pagesOf(file).length === 0) return refuse('seals.pdf_damaged')
    const { verdict } = checkPdf(content, [], now)
    if (verdict === 'unreadable') return refuse('seals.pdf_damaged')
    return verdict === 'changed' ? refuse('seals.pdf_changed_already') : undefined
  } catch {
    return refuse('seals.pdf_damaged')
  }
}

async function fromUpload(house: House, actor: Actor, id: string, count: number): Promise<Prepared | Refusal> {
  const file = await findFile(house.db.ask, id)
  if (!file || file.owner !== actor.id) return refuse('seals.file_unknown')
  const unfit =
    file.mediaType === 'application/pdf' ? whyUnfit(file.content, house.clock.now()) : refuse('seals.not_pdf')
  if (unfit) return unfit
  const pages = pagesOf(openPdf(file.content))
  const [left, , right] = pages.at(-1)!.box
  const places = placesOnFoot(pages.length - 1, ((right - left) * 25.4) / 72, count)
  return { content: file.content, ofd: null, pages: pages.length, places }
}

async function fromTemplate(house: House, wish: NewRound, parties: readonly Asked[]): Promise<Prepared | Refusal> {
  const { templates } = await loadKinds(house.site.packs)
  const template = templates.get(wish.template!.id)
  if (!template) return refuse('seals.one_document')
  const day = house.clock.today()
  const names = parties.map((party) => party.firmName ?? party.name)
  const { sheets, places } = writeDocument({
    title: wish.title,
    paragraphs: fillParagraphs(template, wish.template!.fields),
    day,
    parties: names,
  })
  const content = await printPdf(sheets, wish.title, house.clock.now())
  const ofd = packOfd(
    ofdParts({
      title: wish.title,
      author: house.site.name.zh,
      id: randomBytes(16).toString('hex'),
      day,
      sheets,
      fonts: fontsOf(sheets),
    }),
  )
  return { content, ofd, pages: sheets.length, places }
}

/** Refuses `seals.one_document`, `seals.day_passed`, unknown parties, and files that cannot be signed; nobody is asked to sign what is unfit. */
export async function openRound(house: House, actor: Actor, wish: NewRound): Promise<string | Refusal> {
  if (Boolean(wish.upload) === Boolean(wish.template)) return refuse('seals.one_document')
  if (wish.expiresOn < house.clock.today()) return refuse('seals.day_passed')
  const parties: Asked[] = []
  for (const each of wish.parties) {
    const party = await askedParty(house, each)
    if (isRefusal(party)) return party
    parties.push(party)
  }
  const prepared = wish.upload
    ? await fromUpload(house, actor, wish.upload, parties.length)
    : await fromTemplate(house, wish, parties)
  return isRefusal(prepared) ? prepared : writeRound(house, actor, wish, parties, prepared)
}

async function writeRound(
  house: House,
  actor: Actor,
  wish: NewRound,
  parties: readonly Asked[],
  prepared: Prepared,
): Promise<string | Refusal> {
  const league = ownLeague(house)
  const id = newId(league, 'R')
  const at = new Date(house.clock.now())
  return inOneStep(house, async (tx) => {
    await tx.ask(
      `insert into seals.rounds (league, id, title, in_order, opened_by, opened_name, opened_at, expires_on, version, case_id, pages)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)`,
      [
        league,
        id,
        wish.title,
        wish.order === 'in_order',
        actor.id,
        actor.name,
        at,
        wish.expiresOn,
        wish.case ?? null,
        prepared.pages,
      ],
    )
    const rows = parties.map((party, i) => ({ n: i + 1, ...party, place: prepared.places[i] }))
    await tx.ask(
      `insert into seals.parties (league, round, n, account, name, firm, firm_name, kind, place)
       select $1, $2, p.n, p.account, p.name, p.firm, p."firmName", p.kind, p.place
       from json_to_recordset($3::json) as p(n int, account text, name text, firm text, "firmName" text, kind text, place jsonb)`,
      [league, id, JSON.stringify(rows)],
    )
    const sha256 = createHash('sha256').update(prepared.content).digest('hex')
    await tx.ask(
      'insert into seals.versions (league, round, version, sha256, content, ofd, at) values ($1, $2, 1, $3, $4, $5, $6)',
      [league, id, sha256, personal(prepared.content), personal(prepared.ofd), at],
    )
    return id
  })
}
