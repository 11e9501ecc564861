/** Takes in the duty catalogue of a pack; an entry whose words changed gets a new version. */
import type { House, Progress } from '#platform/module'
import type { Pack } from '#platform/packs'
import { appendDuty } from './write-duty.ts'

interface DutiesFile {
  readonly from: string
  readonly duties: readonly {
    readonly id: string
    readonly matter: string
    readonly words: readonly string[]
    readonly lead: string
    readonly assists?: readonly string[]
    readonly source: string
    readonly from?: string
  }[]
}

export async function loadDuties(house: House, pack: Pack, progress: Progress): Promise<void> {
  const file = await pack.data<DutiesFile>('appeals/duties.yaml')
  if (!file) return
  const at = new Date(house.clock.now())
  for (const [index, duty] of file.duties.entries()) {
    const { id, matter, words, lead, source, assists = [], from = file.from } = duty
    await appendDuty(house.db.ask, { id, matter, words, lead, assists, source, from, by: `pack:${pack.card.name}` }, at)
    progress(index + 1, file.duties.length, 'duties')
  }
}
