/** The seed: made from a public value that was announced beforehand and did not exist when the list was committed. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalText } from '../ledger/canonical.ts'
import { type BeaconChain, type BeaconRound, roundRandomness, roundTime, verifyRound } from './beacon.ts'
import { hasRevealed, type PartyShare, silentParties } from './ceremony.ts'
import { keyOf, type Source } from './rfc3797.ts'

/** What is announced with the list: exactly one value, so that nobody can choose among several afterwards. */
export type SeedRule =
  | { readonly kind: 'beacon'; readonly chain: BeaconChain; readonly round: number }
  | {
      readonly kind: 'lottery'
      readonly game: string
      /** The issue whose numbers count. */
      readonly issue: string
      /** When its numbers are drawn: not before. ISO instant. */
      readonly drawnAt: string
      /** How many numbers each part of the result has, `[6, 1]`. */
      readonly parts: readonly number[]
    }
  | {
      readonly kind: 'ceremony'
      readonly parties: readonly { readonly party: string; readonly commitment: string }[]
      /** Last instant for revealing, ISO. */
      readonly revealBy: string
      /** Takes the place of what is not revealed; its round is published after `revealBy`. */
      readonly fallback: { readonly chain: BeaconChain; readonly round: number }
    }

/** One person's reading of a lottery's numbers. */
export interface LotteryEntry {
  readonly by: string
  /** One list of numbers for each part, as announced. */
  readonly numbers: readonly (readonly string[])[]
}

/** The value that came later. */
export type SeedValue =
  | { readonly kind: 'beacon'; readonly round: BeaconRound }
  | { readonly kind: 'lottery'; readonly entries: readonly [LotteryEntry, LotteryEntry] }
  | { readonly kind: 'ceremony'; readonly shares: readonly PartyShare[]; readonly fallback?: BeaconRound }

export type SeedProblem =
  | 'kind_differs'
  | 'round_differs'
  | 'signature_wrong'
  | 'same_person_twice'
  | 'entries_differ'
  | 'numbers_unreadable'
  | 'parties_differ'
  | 'opened_wrong'
  | 'fallback_needed'
  | 'fallback_not_needed'

export type ReadSeed = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: SeedProblem }

const no = (why: SeedProblem): ReadSeed => ({ ok: false, why })

/** When the announced value comes to be, milliseconds since 1970 UTC. */
export function seedTime(rule: SeedRule): number {
  if (rule.kind === 'beacon') return roundTime(rule.chain, rule.round)
  if (rule.kind === 'lottery') return Date.parse(rule.drawnAt)
  return Date.parse(rule.revealBy)
}

/** Whether a rule can be kept at all, said before it is sealed. */
export function checkRule(rule: SeedRule): 'ok' | 'malformed' | 'fallback_too_early' {
  if (!Number.isFinite(seedTime(rule))) return 'malformed'
  if (rule.kind === 'beacon') return Number.isSafeInteger(rule.round) && rule.round > 0 ? 'ok' : 'malformed'
  if (rule.kind === 'lottery')
    return rule.parts.length > 0 && rule.parts.every((part) => Number.isSafeInteger(part) && part > 0 && part <= 40)
      ? 'ok'
      : 'malformed'
  const names = new Set(rule.parties.map((each) => each.party))
  if (names.size < 2 || names.size < rule.parties.length) return 'malformed'
  return roundTime(rule.fallback.chain, rule.fallback.round) > Date.parse(rule.revealBy) ? 'ok' : 'fallback_too_early'
}

/** The text of the value as the rule wants it, or what is wrong with it. */
export function readSeed(rule: SeedRule, value: SeedValue): ReadSeed {
  if (rule.kind === 'beacon' && value.kind === 'beacon') return readBeacon(rule, value.round)
  if (rule.kind === 'lottery' && value.kind === 'lottery') return readLottery(rule.parts, value.entries)
  if (rule.kind === 'ceremony' && value.kind === 'ceremony') return readCeremony(rule, value)
  return no('kind_differs')
}

function readBeacon(rule: { readonly chain: BeaconChain; readonly round: number }, round: BeaconRound): ReadSeed {
  if (round.round !== rule.round) return no('round_differs')
  if (!verifyRound(rule.chain, round)) return no('signature_wrong')
  return { ok: true, text: bytesToHex(roundRandomness(round)) }
}

function lotteryKey(parts: readonly number[], numbers: readonly Source[]): string | undefined {
  const fits = numbers.length === parts.length && numbers.every((part, index) => part.length === parts[index])
  return fits ? keyOf(numbers) : undefined
}

/** The numbers as RFC 3797 writes them, read alike by two people. */
function readLottery(parts: readonly number[], [one, other]: readonly [LotteryEntry, LotteryEntry]): ReadSeed {
  if (one.by === other.by) return no('same_person_twice')
  const [first, second] = [lotteryKey(parts, one.numbers), lotteryKey(parts, other.numbers)]
  if (first === undefined || second === undefined) return no('numbers_unreadable')
  return first === second ? { ok: true, text: first } : no('entries_differ')
}

function readCeremony(
  rule: Extract<SeedRule, { kind: 'ceremony' }>,
  { shares, fallback }: Extract<SeedValue, { kind: 'ceremony' }>,
): ReadSeed {
  const announced = rule.parties.map((each) => `${each.party}\0${each.commitment}`).sort()
  const given = shares.map((each) => `${each.party}\0${each.commitment}`).sort()
  if (canonicalText(announced) !== canonicalText(given)) return no('parties_differ')
  if (shares.some((share) => share.opened && !hasRevealed(share))) return no('opened_wrong')
  const silent = silentParties(shares)
  if (silent.length === 0 && fallback) return no('fallback_not_needed')
  if (silent.length > 0 && !fallback) return no('fallback_needed')
  const later = fallback ? readBeacon(rule.fallback, fallback) : undefined
  if (later && !later.ok) return later
  const values = [...shares]
    .sort((one, other) => (one.party < other.party ? -1 : 1))
    .map((share) => [share.party, share.opened?.value ?? null])
  return { ok: true, text: canonicalText([values, later?.ok ? later.text : null]) }
}

/** 32 bytes: the same public value gives every list its own order. */
export function drawSeed(root: string, text: string): Uint8Array {
  return sha256(utf8ToBytes(canonicalText(['steppe/draw/seed/v1', root, text])))
}
