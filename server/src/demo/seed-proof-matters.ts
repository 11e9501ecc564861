/** The demonstration's list of certificates that nobody needs to fetch, taken in as an office takes in its own. Invented, and every row says so. */
import { importProofMatters } from '#act/catalog'
import type { House } from '#platform/module'
import { isRefusal } from '#platform/refusals'

const file = 'history/proof-matters.csv'

/** Does nothing where no pack has such a list, or where any list was taken in. */
export async function seedProofMatters(house: House): Promise<void> {
  const found = await Promise.all(house.site.packs.map((pack) => pack.text(file)))
  const text = found.findLast((each) => each !== undefined)
  if (text === undefined) return
  const there = await house.db.ask('select 1 from catalog.proof_matters m limit 1')
  if (there.length > 0) return
  const list = { name: file, content: Buffer.from(text), dryRun: false }
  const done = await importProofMatters(house, list, house.site.region)
  if (isRefusal(done) || !done.taken)
    throw new Error(`${file} of the demonstration was refused: ${JSON.stringify(done)}`)
}
