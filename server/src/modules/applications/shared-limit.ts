/** The one deadline of a joint item: its longest branch, parts that wait for others counted one after another. */
import type { Term } from '@steppe/kernels/calendar'

export interface Branch {
  readonly id: string
  readonly after: readonly string[]
  readonly limit: Term
}

/** Length of the longest branch, in the unit of the parts; parts that do not run count nothing. All parts share one unit. */
export function sharedLimit(parts: readonly Branch[]): Term {
  const byId = new Map(parts.map((part) => [part.id, part]))
  const lengths = new Map<string, number>()
  const lengthOf = (id: string): number => {
    const known = lengths.get(id)
    if (known !== undefined) return known
    const part = byId.get(id)
    if (!part) return 0
    lengths.set(id, 0)
    const length = part.limit.length + Math.max(0, ...part.after.map(lengthOf))
    lengths.set(id, length)
    return length
  }
  return { length: Math.max(0, ...parts.map((part) => lengthOf(part.id))), unit: parts[0]?.limit.unit ?? 'wd' }
}
