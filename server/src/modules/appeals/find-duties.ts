/** The duty catalogue: entries in force, or with their history. */
import type { Duty } from '@steppe/contracts/appeals'
import { getPlaces } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'

export interface StoredDuty {
  readonly id: string
  readonly version: number
  readonly matter: string
  readonly words: readonly string[]
  readonly lead: string
  readonly assists: readonly string[]
  readonly source: string
  readonly valid_from: string
  readonly valid_until: string | null
  readonly decided_in: string | null
}

const columns =
  'd.id, d.version, d.matter, d.words, d.lead, d.assists, d.source, d.valid_from, d.valid_until, d.decided_in'

/** Every entry in force: some hundreds. */
export function dutiesInForce(house: Pick<CasesHouse, 'db'>): Promise<StoredDuty[]> {
  return house.db.ask<StoredDuty>(
    `select ${columns} from appeals.duties d where d.valid_until is null order by d.id limit 2000`,
  )
}

interface Question {
  readonly q?: string
  readonly lead?: string
  readonly history?: boolean
  readonly cursor?: string
}

const pageSize = 100

/** A page by number and version; `q` is looked for in the matter and its words. */
export async function listDuties(
  house: CasesHouse,
  question: Question,
  language: 'zh' | 'en',
): Promise<{ rows: Duty[]; next?: string } | Refusal> {
  const after = question.cursor === undefined ? undefined : /^([\w-]{1,64})~(\d{1,6})$/.exec(question.cursor)
  if (after === null) return refuse('platform.cursor_unknown')
  const rows = question.history
    ? await house.db.ask<StoredDuty>(
        `select ${columns} from appeals.duties d where (d.id, d.version) > ($1::text, $2::int) order by d.id, d.version limit 2000`,
        [after?.[1] ?? '', Number(after?.[2] ?? 0)],
      )
    : (await dutiesInForce(house)).filter((row) => !after || row.id > after[1]!)
  const { q, lead } = question
  const fitting = rows.filter(
    (row) =>
      (!lead || row.lead === lead) &&
      (!q || row.matter.includes(q) || row.words.some((word) => word.includes(q) || q.includes(word))),
  )
  const page = fitting.slice(0, pageSize)
  const last = page.at(-1)
  const places = await getPlaces(house)
  return {
    rows: page.map((row) =>
      viewDuty(row, (kind) => places.kind(kind)?.[language === 'en' ? 'shortEn' : 'shortZh'] ?? kind),
    ),
    ...(fitting.length > pageSize && last ? { next: `${last.id}~${last.version}` } : {}),
  }
}

function viewDuty(row: StoredDuty, nameOf: (kind: string) => string): Duty {
  return {
    id: row.id,
    version: row.version,
    matter: row.matter,
    words: [...row.words],
    lead: row.lead,
    leadName: nameOf(row.lead),
    assists: [...row.assists],
    source: row.source,
    from: row.valid_from,
    ...(row.valid_until ? { until: row.valid_until } : {}),
    ...(row.decided_in ? { decidedIn: row.decided_in } : {}),
  }
}
