/** Policies in public: the list with search, one with its versions, what changed between two. */
import type { Diff, PolicyLine, PolicyQuery, PolicyView } from '@steppe/contracts/policies'
import { diffPolicies, exclusionBetween, factsBehind, type Policy, type PolicyDiff } from '@steppe/kernels/policies'
import { departmentOf } from '#ask/registry'
import type { House } from '#platform/module'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import { getShelf, type Shelf, type Standing, standingOf, type Version, versionOn } from './shelf.ts'

export type { Diff }

const pageSize = 30
const order: readonly Standing[] = ['in_force', 'coming', 'ended', 'repealed']

/** A line of a list. */
export function lineOf({ policy }: Pick<Version, 'policy'>, standing: Standing): PolicyLine {
  const { document, benefit } = policy
  return {
    id: policy.id,
    version: policy.version,
    title: policy.title,
    benefit: benefit.title,
    kind: benefit.kind,
    number: document.number,
    issuer: document.issuer,
    level: document.level,
    validFrom: policy.validFrom,
    ...(policy.validUntil ? { validUntil: policy.validUntil } : {}),
    freeOfApplication: policy.freeOfApplication === true,
    standing,
  }
}

/** All that a search may hit, in one text. */
function textOf({ title, document, benefit, conditions }: Policy): string {
  const parts = [title, document.title, document.issuer, benefit.title, ...conditions.map((each) => each.title)]
  return [document.number, ...parts.flatMap(({ zh, en }) => [zh, en])].join('\n').toLowerCase()
}

/** Those in force first, then by the day they begin, the latest first. The cursor is the last line's id. */
export async function listPolicies(
  house: Pick<House, 'db' | 'site' | 'clock'>,
  query: PolicyQuery,
): Promise<{ policies: PolicyLine[]; total: number; next?: string } | Refusal> {
  const shelf = await getShelf(house)
  const day = house.clock.today()
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found = [...shelf.versions.values()].flatMap((versions) => {
    const version = versionOn(versions, day)
    if (!version) return []
    const line = lineOf(version, standingOf(version, day))
    const fits =
      (!query.level || line.level === query.level) &&
      (!query.kind || line.kind === query.kind) &&
      (!query.standing || line.standing === query.standing) &&
      (words.length === 0 || hasAll(textOf(version.policy), words))
    return fits ? [line] : []
  })
  found.sort(byStanding)
  const at = query.cursor === undefined ? 0 : found.findIndex(({ id }) => id === query.cursor) + 1
  if (query.cursor !== undefined && at === 0) return refuse('platform.cursor_unknown')
  const policies = found.slice(at, at + pageSize)
  const last = policies.at(-1)
  return { policies, total: found.length, ...(found.length > at + pageSize && last ? { next: last.id } : {}) }
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}

function byStanding(a: PolicyLine, b: PolicyLine): number {
  const rank = order.indexOf(a.standing) - order.indexOf(b.standing)
  return rank || (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : a.id < b.id ? -1 : 1)
}

/** The versions of a policy that the public sees. */
export async function seenVersions(
  house: Pick<House, 'db' | 'site' | 'clock'>,
  id: string,
): Promise<{ shelf: Shelf; versions: readonly Version[] } | Refusal> {
  const shelf = await getShelf(house)
  const day = house.clock.today()
  const versions = (shelf.versions.get(id) ?? []).filter(({ publishedOn }) => publishedOn <= day)
  return versions.length > 0 ? { shelf, versions } : refuse('policies.policy_unknown', { id })
}

/** One version, the one that speaks today unless said. */
export async function viewPolicy(
  house: Pick<House, 'db' | 'site' | 'clock'>,
  id: string,
  wanted: number | undefined,
): Promise<PolicyView | Refusal> {
  const seen = await seenVersions(house, id)
  if (isRefusal(seen)) return seen
  const day = house.clock.today()
  const { shelf, versions } = seen
  const version =
    wanted === undefined ? versionOn(versions, day) : versions.find(({ policy }) => policy.version === wanted)
  if (!version) return refuse('policies.version_unknown', { id, version: wanted })
  const { policy } = version
  const responsible = await responsibleFor(house, version)
  return {
    policy,
    standing: standingAmong(versions, version, day),
    versions: versions.toReversed().map((each) => versionLine(versions, each, day)),
    ...(responsible ? { responsible } : {}),
    excludes: excludedBy(shelf, policy, day),
    facts: factsOf(shelf, policy),
  }
}

/** A version that would be in force had no later one begun is replaced. */
function standingAmong(versions: readonly Version[], version: Version, day: string): PolicyView['standing'] {
  const standing = standingOf(version, day)
  const speaking = versionOn(versions, day)
  const later = speaking !== undefined && speaking.policy.version > version.policy.version
  return later && standing === 'in_force' ? 'replaced' : standing
}

function versionLine(versions: readonly Version[], version: Version, day: string): PolicyView['versions'][number] {
  const { policy, publishedOn, repealedOn, repealedBy, repealedWhy, sealed, repealSealed } = version
  return {
    version: policy.version,
    validFrom: policy.validFrom,
    ...(policy.validUntil ? { validUntil: policy.validUntil } : {}),
    publishedOn,
    number: policy.document.number,
    standing: standingAmong(versions, version, day),
    ...(repealedOn ? { repealedOn } : {}),
    ...((repealedBy ?? policy.repealedBy) ? { repealedBy: repealedBy ?? policy.repealedBy! } : {}),
    ...(repealedWhy ? { repealedWhy } : {}),
    ...(sealed ? { sealed } : {}),
    ...(repealSealed ? { repealSealed } : {}),
  }
}

async function responsibleFor(
  house: Pick<House, 'db' | 'site'>,
  { policy, department }: Version,
): Promise<PolicyView['responsible']> {
  const kind = policy.responsible ?? department?.replace(/^\d{6}-/, '')
  const found = kind ? await departmentOf(house, kind, policy.document.region ?? house.site.region) : undefined
  return found ? { name: { zh: found.name, en: found.english } } : undefined
}

function excludedBy(shelf: Shelf, policy: Policy, day: string): PolicyView['excludes'] {
  return [...shelf.versions.values()].flatMap((versions) => {
    const other = versionOn(versions, day)
    const rule = other && other.policy.id !== policy.id ? exclusionBetween(policy, other.policy) : undefined
    return other && rule ? [{ id: other.policy.id, title: other.policy.title, rule }] : []
  })
}

function factsOf({ book }: Shelf, policy: Policy): PolicyView['facts'] {
  return factsBehind(book, policy).flatMap((id) => {
    const fact = book.facts.get(id)
    if (!fact) return []
    const { title, source, purpose } = fact
    return [{ id, title, source, purpose, personal: fact.personal === true }]
  })
}

/** What changed from one published version to another. */
export async function diffVersions(
  house: Pick<House, 'db' | 'site' | 'clock'>,
  id: string,
  from: number,
  to: number,
): Promise<PolicyDiff | Refusal> {
  const seen = await seenVersions(house, id)
  if (isRefusal(seen)) return seen
  const find = (number: number) => seen.versions.find(({ policy }) => policy.version === number)
  const [older, newer] = [find(from), find(to)]
  if (!older || !newer) return refuse('policies.version_unknown', { id, version: older ? to : from })
  return diffPolicies(older.policy, newer.policy)
}
