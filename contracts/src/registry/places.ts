/** Regions and the departments that serve them, over the wire. */
import { type Static, Type } from 'typebox'
import { CreditCode, Cursor, closed, DepartmentCode, Kind, Limit, Name, RegionCode, Text2 } from './shapes.ts'

export const RegionLevel = Type.Enum(['province', 'league', 'banner', 'town'])

/** A region: province, league or city, banner or county or district, town. */
export const Region = closed({
  code: RegionCode,
  level: RegionLevel,
  parent: Type.Optional(RegionCode),
  name: Name,
  short: Name,
  pinyin: Name,
  /** The romanised official name; towns have none. */
  english: Type.Optional(Name),
})
export type Region = Static<typeof Region>

export const RegionQuery = closed({
  parent: Type.Optional(RegionCode),
  q: Type.Optional(
    Type.String({ minLength: 1, maxLength: 40, description: 'Beginning of a name, pinyin, initials or code' }),
  ),
  level: Type.Optional(RegionLevel),
  limit: Type.Optional(Limit),
})
export type RegionQuery = Static<typeof RegionQuery>
export const RegionsAnswer = closed({ regions: Type.Array(Region, { maxItems: 2000 }) })
export type RegionsAnswer = Static<typeof RegionsAnswer>
export const RegionParams = closed({ code: RegionCode })

/** A region with those above it, the widest first, and those directly below. */
export const RegionAnswer = closed({
  region: Region,
  path: Type.Array(Region, { maxItems: 6 }),
  below: Type.Array(Region, { maxItems: 2000 }),
})
export type RegionAnswer = Static<typeof RegionAnswer>

export const DepartmentKind = closed({ kind: Kind, short: Text2, utility: Type.Boolean() })
export type DepartmentKind = Static<typeof DepartmentKind>

export const Department = closed({
  code: DepartmentCode,
  kind: Kind,
  region: RegionCode,
  regionName: Name,
  level: RegionLevel,
  name: Name,
  english: Name,
  short: Text2,
  /** In form valid, invented where the real one is not in the pack. */
  creditCode: CreditCode,
  utility: Type.Boolean(),
})
export type Department = Static<typeof Department>

export const DepartmentQuery = closed({
  region: Type.Optional(RegionCode),
  kind: Type.Optional(Kind),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'Words of the name' })),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Limit),
})
export type DepartmentQuery = Static<typeof DepartmentQuery>
export const DepartmentsAnswer = closed({
  departments: Type.Array(Department, { maxItems: 100 }),
  next: Type.Optional(Cursor),
})
export type DepartmentsAnswer = Static<typeof DepartmentsAnswer>
export const DepartmentParams = closed({ code: DepartmentCode })
export const KindsAnswer = closed({ kinds: Type.Array(DepartmentKind, { maxItems: 500 }) })
export type KindsAnswer = Static<typeof KindsAnswer>
