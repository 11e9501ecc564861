/** 名单封存: the root of the list and the announced source of the seed become a sealed fact, before that seed exists. */
import type { Commit, SeedChoice } from '@steppe/contracts/inspections'
import { checkRule, committedValue, listRoot, roundAfter, type SeedRule, seedTime } from '@steppe/kernels/draw'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { changeDraw, type DrawRecord, getDraw } from './draw-record.ts'
import { unsound } from './gather-list.ts'
import { whyNot } from './may-act.ts'
import { chainOf, loadSettings, type Settings } from './settings.ts'

/** Refuses when the list is not the one the person saw, and when the announced value may be known already. */
export async function commitList(
  house: CasesHouse,
  actor: Actor,
  id: string,
  wish: Commit,
): Promise<DrawRecord | Refusal> {
  const before = await getDraw(house, id)
  if (isRefusal(before)) return before
  const no = whyNot(house, actor, 'inspections:draw:commit', before)
  if (no) return no
  if (before.state === 'given_up') return refuse('inspections.given_up')
  if (before.state !== 'prepared') return refuse('inspections.list_sealed')
  const root = listRoot(before.draw.list)
  if (root !== before.draw.root) return refuse('inspections.list_tampered')
  if (root !== wish.root) return refuse('inspections.list_changed')
  const rule = ruleOf(await loadSettings(house.site.packs), wish.seed)
  if (isRefusal(rule)) return rule
  const wrong = wrongRule(rule, house.clock.now()) ?? unsound(before.draw.list)
  if (wrong) return wrong
  const { redrawOf: draw, draw: body } = before
  const redrawOf = draw ? { redrawOf: { draw, reason: body.redrawReason ?? '' } } : {}
  const sealed = committedValue({ draw: before.id, root, rule, ...redrawOf })
  const act = { kind: 'committed', actor, payload: { root, rule }, sealed }
  return changeDraw(house, before, act, (committed) => ({
    state: 'committed',
    draw: { ...body, rule, committed },
    committedAt: Date.parse(committed.at),
  }))
}

/** What is announced, with the key of the beacon as the packs pin it. */
function ruleOf(settings: Settings, choice: SeedChoice): SeedRule | Refusal {
  if (choice.kind === 'lottery') {
    const game = settings.lotteries.find((each) => each.id === choice.game)
    if (!game) return refuse('inspections.seed_source_unknown', { source: choice.game })
    const drawnAt = instant(choice.drawnAt)
    return drawnAt
      ? { kind: 'lottery', game: game.id, issue: choice.issue, drawnAt, parts: game.parts }
      : refuse('inspections.seed_malformed', { why: choice.drawnAt })
  }
  const beacon = settings.beacons.find((each) => each.id === choice.beacon)
  if (!beacon) return refuse('inspections.seed_source_unknown', { source: choice.beacon })
  const chain = chainOf(beacon)
  const from = instant(choice.kind === 'beacon' ? choice.after : choice.revealBy)
  if (!from) return refuse('inspections.seed_malformed', { why: 'instant' })
  const round = roundAfter(chain, Date.parse(from))
  return choice.kind === 'beacon'
    ? { kind: 'beacon', chain, round }
    : { kind: 'ceremony', parties: choice.parties, revealBy: from, fallback: { chain, round } }
}

function instant(text: string): string | undefined {
  const at = Date.parse(text)
  return Number.isFinite(at) ? new Date(at).toISOString() : undefined
}

function wrongRule(rule: SeedRule, now: number): Refusal | undefined {
  const checked = checkRule(rule)
  if (checked !== 'ok') return refuse('inspections.seed_malformed', { why: checked })
  const at = seedTime(rule)
  return at > now ? undefined : refuse('inspections.seed_not_later', { at: new Date(at).toISOString() })
}
