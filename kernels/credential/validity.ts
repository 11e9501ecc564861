/** Times in a token: seconds since 1970, judged at a given second. Source: RFC 7519 section 4.1. */
import type { JsonObject } from './json.ts'
import { type Refused, refused } from './refusals.ts'

/** Clocks differ: how many seconds a beginning may lie in the future. An end is an end. */
export const DEFAULT_SKEW = 60

function seconds(claims: JsonObject, name: string): number | undefined | Refused {
  const value = claims[name]
  if (value === undefined) return undefined
  return typeof value === 'number' && Number.isFinite(value) ? value : refused('claim_malformed', name)
}

/** Refuses what is not valid yet, was issued in the future or has expired; undefined when the time is right. */
export function checkValidity(claims: JsonObject, now: number, skew = DEFAULT_SKEW): Refused | undefined {
  const [iat, nbf, exp] = [seconds(claims, 'iat'), seconds(claims, 'nbf'), seconds(claims, 'exp')]
  for (const value of [iat, nbf, exp]) if (typeof value === 'object') return value
  if (typeof nbf === 'number' && nbf > now + skew) return refused('not_yet_valid', 'nbf')
  if (typeof iat === 'number' && iat > now + skew) return refused('issued_in_future', 'iat')
  if (typeof exp === 'number' && now >= exp) return refused('expired', 'exp')
  return undefined
}
