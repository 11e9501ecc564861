/** Regions as a tree and departments by what they serve: pure look-ups over lists. */

export type Level = 'province' | 'league' | 'banner' | 'town'

export interface Region {
  /** GB/T 2260 six digits, or nine for a town. */
  readonly code: string
  readonly level: Level
  readonly parent: string | null
  readonly name: string
  readonly short: string
  /** Syllables apart, no tones. */
  readonly pinyin: string
  readonly english: string | null
}

export interface Kind {
  readonly kind: string
  readonly shortZh: string
  readonly shortEn: string
  /** A public utility, not an organ of state. */
  readonly utility: boolean
}

export interface Department {
  readonly code: string
  readonly region: string
  readonly kind: string
  readonly level: Level
  readonly name: string
  readonly english: string
  readonly creditCode: string
}

/** All look-ups answer from memory; a code that is not known gives nothing or an empty list. */
export interface Places {
  readonly region: (code: string) => Region | undefined
  /** From the widest region down to this one. */
  readonly path: (code: string) => readonly Region[]
  readonly children: (code: string) => readonly Region[]
  /** This region and all below it. */
  readonly below: (code: string) => readonly Region[]
  readonly regions: readonly Region[]
  /** The league or city the region lies in; itself for the whole province. Led by this code, tables shard. */
  readonly league: (code: string) => string
  readonly kinds: readonly Kind[]
  readonly kind: (kind: string) => Kind | undefined
  readonly department: (code: string) => Department | undefined
  readonly departments: readonly Department[]
  readonly departmentsIn: (region: string) => readonly Department[]
  /** The department of the kind that serves the region: its own, or the nearest above. */
  readonly departmentOf: (kind: string, region: string) => Department | undefined
}

/** Puts the lists together. */
export function gatherPlaces(
  regions: readonly Region[],
  kinds: readonly Kind[],
  departments: readonly Department[],
): Places {
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const childrenOf = Map.groupBy(regions, (region) => region.parent ?? '')
  const kindOf = new Map(kinds.map((kind) => [kind.kind, kind]))
  const departmentBy = new Map(departments.map((department) => [department.code, department]))
  const departmentsOf = Map.groupBy(departments, (department) => department.region)
  const children = (code: string): readonly Region[] => childrenOf.get(code) ?? []
  const path = (code: string): Region[] => {
    const region = byCode.get(code)
    return region ? [...(region.parent ? path(region.parent) : []), region] : []
  }
  const below = (code: string): Region[] => {
    const region = byCode.get(code)
    return region ? [region, ...children(code).flatMap((child) => below(child.code))] : []
  }
  /** What is first found in a region or, in turn, those above it. */
  const nearest = <T>(code: string, find: (place: Region) => T | undefined): T | undefined => {
    for (let place = byCode.get(code); place; place = byCode.get(place.parent ?? '')) {
      const found = find(place)
      if (found) return found
    }
    return undefined
  }
  return {
    region: (code) => byCode.get(code),
    path,
    children,
    below,
    regions,
    league: (code) => nearest(code, (place) => (place.level === 'league' ? place.code : undefined)) ?? code,
    kinds,
    kind: (kind) => kindOf.get(kind),
    department: (code) => departmentBy.get(code),
    departments,
    departmentsIn: (region) => departmentsOf.get(region) ?? [],
    departmentOf: (kind, region) => nearest(region, (place) => departmentBy.get(departmentCode(place.code, kind))),
  }
}

/** The code of a kind of department in a region: `150102-market-regulation`. */
export function departmentCode(region: string, kind: string): string {
  return `${region.slice(0, 6)}-${kind}`
}
