/** A draw as the module keeps it: the list, the announced rule, the seed, the result, and the acts that made it so. */
import { randomInt } from 'node:crypto'
import type { Quota } from '@steppe/contracts/inspections'
import type { DrawList, DrawResult, DropOut, LotteryEntry, SeedRule, SeedValue } from '@steppe/kernels/draw'
import { makeCaseId } from '#cases/case-id'
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'
import { type Refusal, refuse } from '#platform/refusals'
import { putFacts, seal, sealedFact } from '#platform/sealed-fact'

export type State = 'prepared' | 'committed' | 'drawn' | 'published' | 'given_up'

/** What stands in the column `draw`. */
export interface Body {
  readonly list: DrawList
  readonly names: Readonly<Record<string, string>>
  readonly root: string
  readonly share: Readonly<Record<string, readonly [number, number]>>
  readonly quota?: Quota
  readonly redrawReason?: string
  readonly rule?: SeedRule
  /** The act that sealed the list: its number among the acts, its salt and commitment (hex). */
  readonly committed?: { readonly n: number; readonly at: string; readonly salt: string; readonly commitment: string }
  readonly entries: readonly LotteryEntry[]
  readonly seed?: { readonly at: string; readonly value: SeedValue }
  readonly result?: DrawResult
  readonly dropOuts: readonly DropOut[]
  readonly publishBy?: string
  readonly publishedAt?: string
  readonly givenUp?: { readonly at: string; readonly by: string; readonly reason: string }
}

export interface DrawRecord {
  readonly league: string
  readonly id: string
  readonly region: string
  readonly department: string
  readonly plan: string
  readonly title: string
  readonly state: State
  readonly redrawOf: string | null
  readonly seq: number
  readonly draw: Body
  readonly committedAt: Date | null
}

/** `D150102-20261126-7K3F9QX`. */
export function makeDrawId(house: Pick<House, 'clock'>, region: string): string {
  return `D${makeCaseId(region, house.clock.today(), (below) => randomInt(below))}`
}

/** The league of a draw or plan, from its id. */
export function leagueOfDraw(id: string): string {
  return `${id.slice(1, 5)}00`
}

/** The draw, or a refusal. */
export async function getDraw(house: Pick<House, 'db'>, id: string): Promise<DrawRecord | Refusal> {
  const rows = await house.db.ask<DrawRecord>(
    `select d.league, d.id, d.region, d.department, d.plan, d.title, d.state, d.redraw_of as "redrawOf", d.seq, d.draw, d.committed_at as "committedAt"
     from inspections.draws d where d.league = $1 and d.id = $2`,
    [leagueOfDraw(id), id],
  )
  return rows[0] ?? refuse('inspections.draw_unknown')
}

/** One act: `sealed` is what the log commits to, `act` what is kept besides. */
export interface DrawAct {
  readonly kind: string
  readonly actor: { readonly id: string; readonly name: string }
  readonly payload: Readonly<Record<string, unknown>>
  /** Sealed in place of the act itself (the committed list has a form of its own, which a transcript repeats). */
  readonly sealed?: unknown
}

/** Writes the act beside the row, in a transaction; gives what opens its commitment. */
export async function writeAct(
  ask: Ask,
  draw: { readonly league: string; readonly id: string },
  n: number,
  at: number,
  { kind, actor, payload, sealed }: DrawAct,
  opened = seal(sealed ?? { draw: draw.id, n, kind, at: new Date(at).toISOString(), by: actor.name, payload }),
): Promise<void> {
  await ask(
    `insert into inspections.draw_acts (league, draw, n, at, kind, actor, act, salt, commitment) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      draw.league,
      draw.id,
      n,
      new Date(at),
      kind,
      actor.id,
      JSON.stringify({ by: actor.name, payload }),
      opened.salt,
      opened.commitment,
    ],
  )
  const fact = {
    name: 'inspections.draw_acted',
    league: draw.league,
    subject: draw.id,
    first: n,
    commitments: [opened.commitment],
    at,
    data: { kind },
  }
  await putFacts(ask, [sealedFact(fact)])
}

/** What an act makes of a draw. `opened` is the salt and commitment under which the act is sealed. */
export interface Change {
  readonly state?: State
  readonly draw: Body
  readonly committedAt?: number
}

/** Does an act on a draw that stands where the caller saw it; refuses when somebody else was first. */
export async function changeDraw(
  house: Pick<House, 'db' | 'clock'>,
  before: DrawRecord,
  act: DrawAct,
  change: (opened: {
    readonly n: number
    readonly at: string
    readonly salt: string
    readonly commitment: string
  }) => Change,
): Promise<DrawRecord | Refusal> {
  const at = house.clock.now()
  const n = before.seq + 1
  const sealed = act.sealed ?? {
    draw: before.id,
    n,
    kind: act.kind,
    at: new Date(at).toISOString(),
    by: act.actor.name,
    payload: act.payload,
  }
  const opened = seal(sealed)
  const next = change({
    n,
    at: new Date(at).toISOString(),
    salt: opened.salt.toString('hex'),
    commitment: opened.commitment.toString('hex'),
  })
  const won = await house.db.inTransaction(async (tx) => {
    const rows = await tx.ask(
      `update inspections.draws d set state = $4, draw = $5, seq = $6, visits = $7, committed_at = coalesce(d.committed_at, $8)
       where d.league = $1 and d.id = $2 and d.seq = $3 returning d.id`,
      [
        before.league,
        before.id,
        before.seq,
        next.state ?? before.state,
        JSON.stringify(next.draw),
        n,
        next.draw.result?.visits.length ?? null,
        next.committedAt ? new Date(next.committedAt) : null,
      ],
    )
    if (rows.length === 0) return false
    await writeAct(tx.ask, before, n, at, act, opened)
    return true
  })
  if (!won) return refuse('inspections.moved_on')
  const committedAt = next.committedAt ? new Date(next.committedAt) : before.committedAt
  return { ...before, state: next.state ?? before.state, draw: next.draw, seq: n, committedAt }
}
