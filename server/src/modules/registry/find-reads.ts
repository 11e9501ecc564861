/** Who looked at a person unmasked, for that person to see. Source: 个人信息保护法 art. 45. */
import type { ReadsAnswer } from '@steppe/contracts/registry'
import type { House } from '#platform/module'
import { isRefusal, type Refusal } from '#platform/refusals'
import { readCursor, writeCursor } from './cursor.ts'
import { getPlaces } from './places.ts'

interface Read {
  readonly at: Date
  readonly id: string
  readonly by: string | null
  readonly department: string | null
  readonly purpose: string
}

/** Who looked at the person behind the account, the latest first, fifty a page. */
export async function findReads(
  house: House,
  account: string,
  cursor: string | undefined,
): Promise<ReadsAnswer | Refusal> {
  const after = readCursor(cursor, 2)
  if (isRefusal(after)) return after
  const rows = await house.db.ask<Read>(
    `select r.at, r.id, w.name as by, r.department, r.purpose
     from registry.accounts a
     join registry.person_reads r on r.person = a.person
     left join registry.accounts w on w.id = r.account
     where a.id = $1 and (r.at, r.id) < ($2, $3)
     order by r.at desc, r.id desc limit 51`,
    [account, new Date(after ? String(after[0]) : 8.64e15 - 1e15), String(after?.[1] ?? '')],
  )
  const places = await getPlaces(house)
  const page = rows.slice(0, 50)
  const last = page.at(-1)
  return {
    reads: page.map((row) => {
      const department = row.department ? places.department(row.department)?.name : undefined
      return {
        at: row.at.toISOString(),
        by: row.by ?? '—',
        ...(department ? { department } : {}),
        purpose: row.purpose,
      }
    }),
    ...(rows.length > 50 && last ? { next: writeCursor([last.at.toISOString(), last.id]) } : {}),
  }
}
