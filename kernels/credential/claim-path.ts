/** Claims path pointers: names of members, positions in arrays, null for every element. Source: OpenID4VP 1.0 section 7. */

export type ClaimPath = readonly (string | number | null)[]

/** Whether the place `at` lies on `path` or is its end: what must be disclosed so that the end can be seen. */
export function leadsTo(at: ClaimPath, path: ClaimPath): boolean {
  return (
    at.length <= path.length &&
    at.every((part, i) => part === path[i] || (path[i] === null && typeof part === 'number'))
  )
}

/** Whether `at` is exactly one of the places that `path` points to. */
export function pointsAt(path: ClaimPath, at: ClaimPath): boolean {
  return path.length === at.length && leadsTo(at, path)
}
