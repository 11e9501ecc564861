/** Two lists of looks, each the latest first and each read page by page, as one list without gaps. Pure. */

export interface Looked<T> {
  readonly at: string
  readonly what: T
}

interface Source<T> {
  readonly looks: readonly Looked<T>[]
  /** Whether there is more to read. */
  readonly more: boolean
}

/** Down to the point that both lists have reached: below it a look of the other list might still be missing. */
export function mergeLooks<T>(sources: readonly Source<T>[]): Looked<T>[] {
  const floor = sources
    .filter((source) => source.more)
    .map((source) => source.looks.at(-1)?.at ?? '~')
    .reduce((latest, at) => (at > latest ? at : latest), '')
  return sources
    .flatMap((source) => source.looks)
    .filter((look) => look.at >= floor)
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
