/** A licence as its table holds it. */
import type { Day } from '@steppe/kernels/calendar'
import type { State } from './licence-states.ts'

export interface LicenceRow {
  readonly league: string
  readonly id: string
  readonly type: string
  /** 证照编号, as printed. */
  readonly number: string
  /** 电子证照标识. */
  readonly identifier: string
  readonly holderKind: 'person' | 'firm'
  /** Person id or credit code. */
  readonly holder: string
  readonly holderName: string
  /** 持证主体代码: identity number or credit code. */
  readonly holderCode: string
  readonly department: string
  readonly region: string
  readonly status: State
  readonly issuedOn: Day
  readonly expiresOn: Day | null
  readonly case: string | null
  readonly item: string | null
  /** 关联证照标识 of the one it follows. */
  readonly replaces: string | null
  readonly replacedBy: string | null
  readonly statusList: number
  readonly statusIndex: number
  /** What the type says beyond: field -> value. */
  readonly details: Readonly<Record<string, unknown>>
  readonly seq: number
  readonly changedAt: Date
}

export const licenceColumns = `l.league, l.id, l.type, l.number, l.identifier, l.holder_kind as "holderKind", l.holder, l.holder_name as "holderName",
  l.holder_code as "holderCode", l.department, l.region, l.status, l.issued_on as "issuedOn", l.expires_on as "expiresOn", l.case_id as "case", l.item,
  l.replaces, l.replaced_by as "replacedBy", l.status_list as "statusList", l.status_index as "statusIndex", l.details, l.seq, l.changed_at as "changedAt"`
