/** Firms in business that meet the criteria of a list to draw from: by region and industry, through the index of regions. */
import { industryBeginnings } from '@steppe/kernels/codes'
import type { House } from '#platform/module'
import { getPlaces } from './places.ts'

export interface FirmToDraw {
  readonly code: string
  readonly name: string
  readonly region: string
  readonly kind: string
  readonly industry: string | null
}

/** At most `most` of them, in the order of region and code. `industries` are beginnings of codes; none means all. */
export async function findFirmsToDraw(
  house: Pick<House, 'db'>,
  criteria: { readonly region: string; readonly industries: readonly string[] },
  most: number,
): Promise<readonly FirmToDraw[]> {
  const regions = (await getPlaces(house)).below(criteria.region).map((region) => region.code)
  return house.db.ask<FirmToDraw>(
    `select l.* from unnest($1::text[]) as r(code),
       lateral (select f.code, f.name, f.region, f.kind, f.industry from registry.firms f
         where f.region = r.code and f.status = 'active'
           and ($2::text[] = '{}' or exists (select 1 from unnest($2::text[]) as i(begins) where starts_with(f.industry, i.begins)))
         order by f.code limit $3) l
     order by l.region, l.code limit $3`,
    [regions, criteria.industries.flatMap(industryBeginnings), most],
  )
}
