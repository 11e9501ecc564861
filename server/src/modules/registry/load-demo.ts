/** Takes in the people of a demonstration: its cast, a staff for every department, and its firms. All invented. */
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'
import { type Cast, castRows } from './cast-demo.ts'
import { loadFirms } from './load-firms.ts'
import { makeUpStaff, type StaffRecipe } from './make-up-staff.ts'
import { getPlaces } from './places.ts'
import { hashPassword } from './verify-password.ts'
import { writeAccounts } from './write-accounts.ts'

/** Writes people, accounts and grants, then the firms they stand behind; the cast's password is set again, so that a demonstration can always be entered. */
export async function loadDemo(house: House, pack: Pack, progress: Progress): Promise<void> {
  const cast = await pack.data<Cast>('registry/accounts.json')
  const staff = await pack.data<StaffRecipe>('registry/staff.json')
  if (!cast) return
  const password = await hashPassword(cast.password)
  const made = staff ? makeUpStaff((await getPlaces(house)).departments, staff) : { accounts: [], grants: [] }
  const played = castRows(cast)
  await writeAccounts(house, password, {
    people: played.people,
    accounts: [...played.accounts, ...made.accounts],
    grants: [...played.grants, ...made.grants],
  })
  await loadFirms(house, pack, progress)
  progress(played.accounts.length + made.accounts.length, played.accounts.length + made.accounts.length, 'accounts')
}
