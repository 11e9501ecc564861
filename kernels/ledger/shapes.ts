/** Shapes that files from outside must have before anything in them is used, and the sealing that such files carry. */

/** How the log shows since when a thing is fixed: the leaf's place, its proof, the signed checkpoint. */
export interface Sealing {
  /** Hex. */
  readonly salt: string
  /** Hex: `commit(salt, value)`, the value being what the file says was sealed. */
  readonly commitment: string
  readonly index?: number
  /** base64, from the leaf upwards. */
  readonly proof?: readonly string[]
  /** A signed note with its co-signatures. */
  readonly checkpoint?: string
  /** Verifier keys as the site claims them. */
  readonly verifierKeys?: readonly string[]
}

export type Check = (value: unknown) => boolean

export const isText: Check = (value) => typeof value === 'string' && value.length <= 10_000
export const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value)
export const isHex: Check = (value) => typeof value === 'string' && /^([0-9a-f]{2})*$/.test(value)
export const isRoot: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
export const isInstant: Check = (value) => isText(value) && Number.isFinite(Date.parse(value as string))
export const isOneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value)

export const isList =
  (each: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(each)

export const isMap =
  (each: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(each)

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** All of `needed`, `optional` where there; nothing else, so that nothing unseen is hashed. */
export function isThing(
  needed: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  const known = new Set([...Object.keys(needed), ...Object.keys(optional)])
  return (value) =>
    isRecord(value) &&
    Object.entries(needed).every(([name, check]) => check(value[name])) &&
    Object.entries(optional).every(([name, check]) => value[name] === undefined || check(value[name])) &&
    Object.keys(value).every((name) => known.has(name))
}

export const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value))

/** Whether this is a sealing in shape. */
export const isSealing = isThing(
  { salt: isHex, commitment: isRoot },
  { index: isNumber, proof: isList(isText), checkpoint: isText, verifierKeys: isList(isText) },
)
