/** Rows of the catalogue's tables, as PostgreSQL gives them. */
import type { BasicItem, ItemOverrides, ServicePoint } from '@steppe/contracts/catalog'

export interface BasicItemRow {
  readonly code: string
  readonly from_day: string
  readonly until_day: string | null
  readonly pack: string
  readonly digest: string
  readonly body: BasicItem
}

export interface ItemRow {
  readonly league: string
  readonly code: string
  readonly from_day: string
  readonly until_day: string | null
  readonly basic_code: string
  readonly region: string
  readonly level: string
  /** The department's code in the registry. */
  readonly department: string
  readonly text_id: number
  readonly overrides: ItemOverrides | null
  /** A body that the registry does not know. */
  readonly body: { readonly name: string; readonly kind: string } | null
  /** The pack or import it came from. */
  readonly origin: string
}

export interface ServicePointRow {
  readonly id: string
  readonly region: string
  readonly body: Omit<ServicePoint, 'region' | 'metres' | 'open'>
  readonly longitude: number
  readonly latitude: number
}
