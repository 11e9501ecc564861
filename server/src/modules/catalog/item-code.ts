/** Codes of items: 31 characters = credit code of the body (18) + level (1) + basic code (12); 33 for a 业务办理项. */

export interface ItemCodeParts {
  readonly body: string
  readonly level: string
  readonly basicCode: string
  /** Two digits of the handling item, or empty. */
  readonly handling: string
}

/** The implementation code. Source: the live national platform (GB/T 39046-2020 itself allows 24 characters). */
export function itemCode(body: string, level: string, basicCode: string, handling = ''): string {
  return body + level + basicCode + handling
}

export function partsOfItemCode(code: string): ItemCodeParts | undefined {
  const parts = /^([0-9A-Z]{18})([1-7])([0-9]{12})([0-9A-Z]{2})?$/.exec(code)
  return parts ? { body: parts[1]!, level: parts[2]!, basicCode: parts[3]!, handling: parts[4] ?? '' } : undefined
}

/** The key by which items are partitioned: the league in the body's credit code, so that a code alone finds its row. */
export function leagueOfItem(code: string): string {
  return `${code.slice(2, 6)}00`
}

/** A region and all that contain it, narrowest first: town, banner, league, province. GB/T 2260. */
export function regionAndAbove(region: string): readonly string[] {
  const all = [
    region,
    ...(region.length > 9 ? [region.slice(0, 9)] : []),
    region.slice(0, 6),
    `${region.slice(0, 4)}00`,
    `${region.slice(0, 2)}0000`,
  ]
  return [...new Set(all)]
}
