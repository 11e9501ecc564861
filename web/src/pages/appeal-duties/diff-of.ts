/** What changed from one version of an entry to the next. Pure. */
import type { Duty } from './asks.ts'

type Compared = Pick<Duty, 'matter' | 'words' | 'leadName' | 'assists' | 'source'>
export type Change = {
  readonly field: keyof Compared
  readonly before: readonly string[]
  readonly after: readonly string[]
}

const fields = ['matter', 'words', 'leadName', 'assists', 'source'] as const
const listOf = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

/** For lists only what left and what came. */
export function diffOf(before: Compared, after: Compared): readonly Change[] {
  return fields.flatMap((field) => {
    const [old, now] = [listOf(before[field]), listOf(after[field])]
    const gone = old.filter((one) => !now.includes(one))
    const come = now.filter((one) => !old.includes(one))
    return gone.length + come.length > 0 ? [{ field, before: gone, after: come }] : []
  })
}
