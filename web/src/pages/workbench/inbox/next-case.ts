/** Which case comes next: the list last looked at, in its order, kept for this visit. */
import { firstRows } from '../asks.ts'
import { keep, recall } from '../kept.ts'

/** The neighbours of a case in a list of case numbers; a case can stand in it more than once, by its tasks. */
export function neighbours(list: readonly string[], id: string): { readonly before?: string; readonly after?: string } {
  const cases = [...new Set(list)]
  const at = cases.indexOf(id)
  if (at < 0) return cases[0] ? { after: cases[0] } : {}
  const [before, after] = [cases[at - 1], cases[at + 1]]
  return { ...(before ? { before } : {}), ...(after ? { after } : {}) }
}

/** The list, and where it stands, to go back to. */
export function rememberList(cases: readonly string[], at = '/work'): void {
  keep('list', cases, 'session')
  keep('list-at', at, 'session')
}
export const rememberedAt = (): string => recall('list-at', '/work', 'session')
export const rememberedList = (): readonly string[] => recall<readonly string[]>('list', [], 'session')

/** The case to work on after this one: the next of the list, else the first due of the inbox that is another. */
export async function findNextCase(id: string): Promise<string | undefined> {
  const list = rememberedList()
  const { after } = list.includes(id) ? neighbours(list, id) : {}
  if (after) return after
  const { rows } = await firstRows(20)
  return rows.find((row) => row.case !== id)?.case
}
