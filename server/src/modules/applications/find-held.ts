/** What the administration already holds about an applicant: identity, registration, results of earlier cases. */
import type { Applicant } from '@steppe/kernels/cases'
import { findFirm, personOfAccount } from '#ask/registry'
import type { House } from '#platform/module'
import type { Held } from './needed-materials.ts'

interface ResultRow {
  readonly credential: string
  readonly name: string
  readonly number: string
}

/** Held credentials by type. */
export async function findHeld(
  house: Pick<House, 'db' | 'site'>,
  applicant: Pick<Applicant, 'kind' | 'id' | 'account'>,
): Promise<Held> {
  const [person, firm, results] = await Promise.all([
    personOfAccount(house, applicant.account),
    applicant.kind === 'firm' ? findFirm(house, applicant.id) : undefined,
    resultsOf(house, applicant.account),
  ])
  const held = new Map<string, { readonly zh: string; readonly en: string }>()
  if (person) held.set('id-card', { zh: '实名认证时已核验身份证', en: 'identity card, verified at registration' })
  if (firm)
    held.set('business-licence', {
      zh: `市场监管登记库已有营业执照（${firm.code}）`,
      en: `business licence in the register (${firm.code})`,
    })
  for (const row of results)
    held.set(row.credential, {
      zh: `本平台已发${row.name}（${row.number}）`,
      en: `${row.name} issued here (${row.number})`,
    })
  return held
}

async function resultsOf({ db }: Pick<House, 'db'>, account: string): Promise<ResultRow[]> {
  return db.ask<ResultRow>(
    `select r.value ->> 'credential' as credential, r.value ->> 'name' as name, r.value ->> 'number' as number
     from (select c.state from cases.cases c where c.account = $1 and c.status = 'closed' order by c.opened_on desc, c.id desc limit 200) c
     cross join lateral jsonb_array_elements(c.state -> 'results') r(value)
     where r.value ? 'credential'`,
    [account],
  )
}
