/** For whom a policy is: the firms of a region, by row. */
import type { CompiledPolicy } from '@steppe/kernels/policies'
import type { FirmBase } from './firm-base.ts'
import { openJudge, overRows, type RuleBase } from './rule-base.ts'

/** Rows of the active firms of a region that surely have a policy; a league's or banner's policy is for its own. */
export async function audienceRows(
  rules: RuleBase,
  { policy }: CompiledPolicy,
  region: string,
): Promise<readonly number[]> {
  const rule = { id: policy.id, when: policy.conditions.map(({ when }) => when) }
  const judge = openJudge(rules, [rule], policy.tables)
  if (!judge) throw new Error(`the published policy ${policy.id} does not parse`)
  const within = scopeOf(rules.base, region)
  const reached = policy.document.region === undefined ? null : scopeOf(rules.base, policy.document.region)
  const rows: number[] = []
  await overRows(rules.size, (from, to) => {
    judge.run(from, to)
    for (let word = from >> 5; word << 5 < to; word++) {
      const yes = (judge.audiences[0]?.yes[word] ?? 0) & (within[word] as number)
      eachBit(yes & (reached === null ? -1 : (reached[word] as number)), (bit) => rows.push((word << 5) | bit))
    }
  })
  return rows
}

/** The bits of a word that are set, from the lowest up. */
export function eachBit(word: number, seen: (bit: number) => void): void {
  for (let bits = word; bits !== 0; bits &= bits - 1) seen(31 - Math.clz32(bits & -bits))
}

/** Bits of the active firms that sit in a region. */
export function scopeOf({ active, regions, regionCodes }: FirmBase, region: string): Uint32Array {
  const below = region.replace(/(00)+$/, '')
  const within = regionCodes.map((code) => code.startsWith(below))
  if (within.every(Boolean)) return active
  return active.map((word, at) => {
    let bits = word
    eachBit(word, (bit) => {
      if (!within[regions[(at << 5) | bit] as number]) bits &= ~(1 << bit)
    })
    return bits
  })
}
