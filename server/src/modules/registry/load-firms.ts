/** Takes in the firms a pack brings (`registry/firms.csv`); a row that is wrong is a fault of the pack. */
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'
import { readSheet, type SheetRow } from '#platform/read-sheet'
import { checkRow } from './check-row.ts'
import { cellsOf, rowContext } from './import-firms.ts'
import { getPlaces } from './places.ts'
import { recogniseHeadings } from './recognise-headings.ts'
import { saveFirms } from './save-firms.ts'

/** All or nothing. */
export async function loadFirms(house: House, pack: Pack, progress: Progress): Promise<void> {
  const text = await pack.text('registry/firms.csv')
  if (!text) return
  const places = await getPlaces(house)
  const rows: SheetRow[] = []
  for await (const row of readSheet(Buffer.from(text))) rows.push(row)
  const columns = recogniseHeadings(rows[0]?.cells ?? [])
  const context = rowContext(house, places)
  const firms = rows.slice(1).map((row) => {
    const { firm, findings } = checkRow(cellsOf(row, columns), context)
    if (!firm)
      throw new Error(
        `line ${row.line} of registry/firms.csv of the pack ${pack.card.name} is wrong: ${JSON.stringify(findings)}`,
      )
    return firm
  })
  await house.db.inTransaction(({ ask }) =>
    saveFirms({ ask, places, site: house.site, at: new Date(house.clock.now()) }, firms),
  )
  progress(firms.length, firms.length, 'firms')
}
