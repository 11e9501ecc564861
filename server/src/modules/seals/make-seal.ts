/** Makes a seal: a person's signature, a firm's seal by its legal representative, a department's by the platform. Source: 电子签名法 art. 13; 国发〔1999〕25号. */
import { randomInt } from 'node:crypto'
import type { NewSeal } from '@steppe/contracts/seals'
import { accountById, findDepartment, findFirm } from '#ask/registry'
import { leagueOf } from '#cases/case-id'
import { type Actor, platformActor } from '#platform/actor'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { firmsLedBy, ownLeague, type SealRow, sealOfHolder } from './find-seals.ts'
import { type KindData, loadKinds } from './load-kinds.ts'
import { inOneStep, recordAct } from './record-act.ts'

/** Crockford's base 32: no I, L, O, U. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `150100-S7K3F9QX2AB`. */
export function newId(league: string, letter: 'S' | 'R'): string {
  return `${league}-${letter}${Array.from({ length: 10 }, () => signs[randomInt(32)]).join('')}`
}

interface SealWish {
  readonly league: string
  readonly holderKind: SealRow['holderKind']
  readonly holder: string
  readonly kind: KindData
  readonly name: string
  readonly years: number
}

const yearsOn = (day: string, years: number): string => {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
  return later.endsWith('-02-29') ? later.replace('-02-29', '-02-28') : later
}

async function writeSeal(
  house: House,
  wish: SealWish,
  by: { readonly id: string; readonly name: string },
  cause: string,
): Promise<SealRow | Refusal> {
  const row: SealRow = {
    league: wish.league,
    id: newId(wish.league, 'S'),
    holderKind: wish.holderKind,
    holder: wish.holder,
    kind: wish.kind.id,
    name: wish.name,
    state: 'active',
    seq: 0,
    madeAt: new Date(house.clock.now()),
    validUntil: yearsOn(house.clock.today(), wish.years),
  }
  return inOneStep(house, async (tx) => {
    await tx.ask(
      'insert into seals.seals (league, id, holder_kind, holder, kind, name, state, seq, made_at, valid_until) values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)',
      [row.league, row.id, row.holderKind, row.holder, row.kind, row.name, row.state, row.madeAt, row.validUntil],
    )
    await recordAct(house, tx, row, { kind: 'made', account: by.id, by: by.name, cause })
    return { ...row, seq: 1 }
  })
}

/** The name that stands on a seal of a kind: the firm's, or that of its legal representative. */
async function firmWish(house: House, code: string, kind: KindData): Promise<Omit<SealWish, 'years'> | Refusal> {
  const firm = await findFirm(house, code)
  if (!firm) return refuse('seals.firm_unknown', { code })
  const name = kind.shape === 'square' ? (firm.representativeName ?? firm.name) : firm.name
  return { league: firm.league, holderKind: 'firm', holder: firm.code, kind, name }
}

/** Refuses `seals.kind_unknown`, `seals.identity_unproved`, `seals.not_representative`, `seals.made_already`. */
export async function makeSeal(house: House, actor: Actor, body: NewSeal): Promise<SealRow | Refusal> {
  const { kinds, years } = await loadKinds(house.site.packs)
  const kind = kinds.get(body.kind)
  if (!kind || kind.holder !== (body.firm ? 'firm' : 'person')) return refuse('seals.kind_unknown', { kind: body.kind })
  const account = await accountById(house, actor.id)
  if (account?.kind !== 'person' || !account.proved) return refuse('seals.identity_unproved')
  if (body.firm && !firmsLedBy(actor).includes(body.firm)) return refuse('seals.not_representative')
  const wish = body.firm
    ? await firmWish(house, body.firm, kind)
    : { league: ownLeague(house), holderKind: 'person' as const, holder: actor.id, kind, name: account.name }
  if (isRefusal(wish)) return wish
  if (await sealOfHolder(house, wish.league, wish.holder, kind.id)) return refuse('seals.made_already')
  const made = await writeSeal(house, { ...wish, years }, actor, '制作')
  return isRefusal(made) && made.code === 'seals.moved_on' ? refuse('seals.made_already') : made
}

/** A department's seal, made when it is first needed. */
export async function departmentSeal(house: House, code: string): Promise<SealRow> {
  const { kinds, years } = await loadKinds(house.site.packs)
  const kind = [...kinds.values()].find((each) => each.holder === 'department')
  const department = await findDepartment(house, code)
  if (!kind || !department) throw new Error(`no seal can be made for the department ${code}`)
  const league = leagueOf(department.region)
  const found = await sealOfHolder(house, league, code, kind.id)
  if (found) return found
  const made = await writeSeal(
    house,
    { league, holderKind: 'department', holder: code, kind, name: department.name, years },
    platformActor,
    '制作',
  )
  return isRefusal(made) ? (await sealOfHolder(house, league, code, kind.id))! : made
}
