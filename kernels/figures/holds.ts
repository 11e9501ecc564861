/** Whether a condition of a definition holds of a row. */
import type { Condition } from './definition.ts'
import type { Row } from './rows.ts'

/** Whether the condition holds of the row. A field that the row has not is the same as nothing. */
export function holds(condition: Condition, row: Row): boolean {
  const own = row[condition.field]
  if ('known' in condition) return (own !== undefined) === condition.known
  if ('sameAs' in condition) return own !== undefined && own === row[condition.sameAs]
  return own !== undefined && condition.isOneOf.includes(own)
}
