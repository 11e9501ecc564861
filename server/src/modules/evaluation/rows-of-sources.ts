/** The rows of a figure: what its definition needs of each case or call-back, without their numbers. */
import { createHmac } from 'node:crypto'
import { type Definition, type Field, type FieldValue, narrow, type Row } from '@steppe/kernels/figures'

/** What can be said of a case or a call-back; a row is made of it. */
export interface Source {
  readonly id: string
  readonly league: string
  readonly fields: Readonly<Partial<Record<Field, FieldValue | null>>>
}

/** A pseudonym that nobody without the secret can lead back to a case, nor to the same case in another figure or on another day. */
export function pseudonymOf(secret: Uint8Array, caseId: string): string {
  return createHmac('sha256', secret).update(`steppe/figure/row/v1\0${caseId}`).digest('hex').slice(0, 32)
}

/** What the definition needs of each. Working days run by the calendar of the case's region. */
export function rowsOf(definition: Definition, sources: readonly Source[], secret: Uint8Array): readonly Row[] {
  return sources.map(({ id, fields }) => narrow(definition, pseudonymOf(secret, id), fields))
}
