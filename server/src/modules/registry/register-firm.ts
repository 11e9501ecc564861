/** A firm comes onto the register, or changes its status, because a case decided so. */

import type { FirmStatus } from '@steppe/contracts/registry'
import { checkCreditCode } from '@steppe/kernels/codes'
import type { House } from '#platform/module'
import { type Refusal, refuse } from '#platform/refusals'
import type { FirmDraft } from './check-row.ts'
import { wrongCreditCode } from './explain-finding.ts'
import { leagueOfCode } from './find-firm.ts'
import { personOfAccount } from './find-person.ts'
import { writeGrant } from './give-role.ts'
import { getPlaces } from './places.ts'
import { saveFirms } from './save-firms.ts'

/** What a decision says of a new firm. `region` is known to the registry; `account` is whose application it was. */
export interface NewFirm extends Partial<Omit<FirmDraft, 'code' | 'name' | 'kind' | 'region'>> {
  readonly code: string
  readonly name: string
  readonly region: string
  readonly account?: string
}

/**
 * Puts the firm on the register, or changes it; doing it again changes nothing. The account may act for the firm from today when
 * the person behind it is the representative. Refuses a code that is wrong and a region that is not known.
 */
export async function registerFirm(
  house: House,
  firm: NewFirm,
): Promise<{ readonly outcome: 'added' | 'changed' | 'unchanged' } | Refusal> {
  const checked = checkCreditCode(firm.code)
  if (!checked.ok) return wrongCreditCode(checked)
  const places = await getPlaces(house)
  if (!places.region(firm.region)) return refuse('registry.region_unknown', { code: firm.region })
  const { account, ...rest } = firm
  const draft: FirmDraft = { ...blank, ...rest, code: checked.value, kind: checked.kind }
  const at = new Date(house.clock.now())
  const saved = await house.db.inTransaction(({ ask }) => saveFirms({ ask, places, site: house.site, at }, [draft]))
  if (account) await letRepresentativeAct(house, account, draft)
  return { outcome: saved[0]?.outcome ?? 'unchanged' }
}

const blank = {
  type: null,
  representativeName: null,
  representativeId: null,
  phone: null,
  industry: null,
  established: null,
  status: null,
  capital: null,
  capitalFen: null,
  currency: null,
  address: null,
  scope: null,
  updated: null,
} as const

async function letRepresentativeAct(house: House, account: string, firm: FirmDraft): Promise<void> {
  const person = await personOfAccount(house, account)
  if (!person || person.idNumber !== firm.representativeId || person.name !== firm.representativeName) return
  const held = await house.db.ask(
    "select g.id from registry.grants g where g.account = $1 and g.firm = $2 and g.role = 'representative' and (g.until_day is null or g.until_day > $3)",
    [account, firm.code, house.clock.today()],
  )
  if (held.length > 0) return
  const place = { department: null, region: null, firm: firm.code }
  await writeGrant(house, {
    account,
    role: 'representative',
    place,
    from: house.clock.today(),
    until: null,
    by: 'platform',
  })
}

/** Changes the status: 歇业, 吊销, 注销 … Doing it again changes nothing. */
export async function changeFirmStatus(
  house: House,
  code: string,
  status: FirmStatus,
): Promise<{ readonly done: boolean } | Refusal> {
  const league = leagueOfCode(await getPlaces(house), house.site, code)
  const rows = await house.db.ask(
    `update registry.firms f set status = $3, updated_at = case when f.status = $3 then f.updated_at else $4 end
     where f.league = $1 and f.code = $2 returning f.code`,
    [league, code, status, new Date(house.clock.now())],
  )
  return rows.length > 0 ? { done: true } : refuse('registry.firm_unknown', { code })
}
