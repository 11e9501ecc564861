/** What a department has issued, the latest first; and one licence found by its identifier, its number or its holder's code. */
import type { IssuedLicences } from '@steppe/contracts/credentials'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import type { Actor } from '#platform/actor'
import { type Refusal, refuse } from '#platform/refusals'
import { findByIdentifier, findLicence } from './find-licences.ts'
import { type LicenceRow, licenceColumns } from './licence.ts'
import { linesOf } from './list-mine.ts'
import { departmentsOf, reading } from './view-licence.ts'

const pageSize = 40

/** A page; the cursor is the last licence's day and id. `q` asks for one licence and gives those of the department that fit. */
export async function listIssued(
  house: CasesHouse,
  actor: Actor,
  wish: { readonly department?: string; readonly q?: string; readonly cursor?: string },
  language: 'zh' | 'en',
): Promise<IssuedLicences | Refusal> {
  const mine = departmentsOf(house, actor, reading)
  const department = wish.department ?? mine[0]
  if (!department || !mine.includes(department)) return refuse('credentials.not_the_issuer')
  const departments = mine.map((code) => ({ code, name: house.directory.departmentName(code, language) }))
  if (wish.q?.trim()) {
    const found = (await search(house, department, wish.q.trim())).filter((row) => row.department === department)
    return { department, departments, licences: await linesOf(house, found, language) }
  }
  const after = wish.cursor === undefined ? undefined : /^(\d{4}-\d{2}-\d{2})~([0-9A-Z-]{8,40})$/.exec(wish.cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const rows = await house.db.ask<LicenceRow>(
    `select ${licenceColumns} from credentials.licences l where l.league = $1 and l.department = $2 and (l.issued_on, l.id) < ($3::date, $4::text)
     order by l.issued_on desc, l.id desc limit $5`,
    [leagueOf(department), department, after?.[1] ?? 'infinity', after?.[2] ?? '', pageSize + 1],
  )
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    department,
    departments,
    licences: await linesOf(house, page, language),
    ...(rows.length > pageSize && last ? { next: `${last.issuedOn}~${last.id}` } : {}),
  }
}

async function search(house: CasesHouse, department: string, text: string): Promise<LicenceRow[]> {
  const one = (await findLicence(house, text.toUpperCase())) ?? (await findByIdentifier(house, text))
  if (one) return [one]
  return house.db.ask<LicenceRow>(
    `select ${licenceColumns} from credentials.licences l where l.league = $1 and l.number = $2
     union all select ${licenceColumns} from credentials.licences l where l.holder = $2 order by 1, 2 limit 40`,
    [leagueOf(department), text.toUpperCase()],
  )
}
