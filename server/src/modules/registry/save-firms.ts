/** Writes a batch of checked firms: new ones in, changed ones changed, equal ones left alone. A blank never erases. */
import type { Ask } from '#platform/postgres'
import type { Finding, FirmDraft } from './check-row.ts'
import { leagueOfCode } from './find-firm.ts'
import type { Places } from './gather-places.ts'
import { gramsOf } from './name-grams.ts'
import { newId } from './new-id.ts'

export interface Saving {
  readonly ask: Ask
  readonly places: Places
  readonly site: { readonly region: string }
  /** The instant of rows that say none themselves. */
  readonly at: Date
}

export interface Saved {
  readonly code: string
  readonly outcome: 'added' | 'changed' | 'unchanged'
  readonly notes: readonly Finding[]
}

/** Columns that an import may fill or change. */
const filled = [
  'name',
  'type',
  'representative',
  'representativeName',
  'region',
  'industry',
  'established',
  'status',
  'capital',
  'capitalFen',
  'currency',
  'address',
  'scope',
] as const
type Filled = (typeof filled)[number]

interface Known extends Readonly<Record<Filled, string | number | null>> {
  readonly code: string
  readonly updatedAt: Date
}

interface FirmWrite extends Readonly<Record<Filled, string | number | null>> {
  readonly league: string
  readonly code: string
  readonly kind: string
  readonly grams: readonly string[]
  readonly at: string
}

/** Saves the firms, no code twice among them, and says of each what became of it. Call it within a transaction. */
export async function saveFirms(saving: Saving, firms: readonly FirmDraft[]): Promise<readonly Saved[]> {
  if (firms.length === 0) return []
  const known = await readKnown(saving, firms)
  const people = await savePeople(saving, firms)
  const twins = await findTwins(saving, firms, known)
  const writes: FirmWrite[] = []
  const saved = firms.map((firm): Saved => {
    const before = known.get(firm.code)
    const person = firm.representativeId ? people.get(firm.representativeId) : undefined
    const notes = [...notesOnPerson(firm, person), ...notesOnName(firm, before, twins.get(firm.code))]
    const at = firm.updated ? new Date(`${firm.updated}T00:00:00Z`) : saving.at
    if (before && firm.updated && at < before.updatedAt && differs(before, merge(saving, firm, before, person))) {
      return {
        code: firm.code,
        outcome: 'unchanged',
        notes: [...notes, { level: 'note', field: 'updated', code: 'older_than_register', found: firm.updated }],
      }
    }
    const merged = merge(saving, firm, before, person)
    if (before && !differs(before, merged)) return { code: firm.code, outcome: 'unchanged', notes }
    writes.push({ ...merged, at: at.toISOString() })
    return { code: firm.code, outcome: before ? 'changed' : 'added', notes }
  })
  await writeFirms(saving, writes)
  return saved
}

async function readKnown(saving: Saving, firms: readonly FirmDraft[]): Promise<ReadonlyMap<string, Known>> {
  const rows = await saving.ask<Known>(
    `select f.code, f.name, f.type, f.representative, f.representative_name as "representativeName", f.region, f.industry, f.established, f.status,
       f.capital, f.capital_fen as "capitalFen", f.currency, f.address, f.scope, f.updated_at as "updatedAt"
     from unnest($1::text[], $2::text[]) as k(league, code) join registry.firms f on f.league = k.league and f.code = k.code
     order by f.league, f.code for update of f`,
    [firms.map((firm) => leagueOfCode(saving.places, saving.site, firm.code)), firms.map((firm) => firm.code)],
  )
  return new Map(rows.map((row) => [row.code, row]))
}

interface SavedPerson {
  readonly id: string
  readonly name: string
}

/** People by their ID number: known ones are found, others added, under the name that stands first. */
async function savePeople(saving: Saving, firms: readonly FirmDraft[]): Promise<ReadonlyMap<string, SavedPerson>> {
  const byNumber = new Map(
    firms
      .toReversed()
      .flatMap((firm) =>
        firm.representativeId && firm.representativeName
          ? [
              [
                firm.representativeId,
                { id: newId(), id_number: firm.representativeId, name: firm.representativeName, phone: firm.phone },
              ] as const,
            ]
          : [],
      ),
  )
  if (byNumber.size === 0) return new Map()
  const people = [...byNumber.values()].toSorted((a, b) => (a.id_number < b.id_number ? -1 : 1))
  await saving.ask(
    `insert into registry.people (id, name, id_kind, id_number, phone, updated_at)
     select p.id, p.name, 'resident', p.id_number, p.phone, $2
     from json_to_recordset($1::json) as p(id text, id_number text, name text, phone text)
     on conflict (id_number, id_kind) do nothing`,
    [JSON.stringify(people), saving.at],
  )
  const rows = await saving.ask<SavedPerson & { number: string }>(
    `select p.id, p.name, p.id_number as number from registry.people p where p.id_number = any($1) and p.id_kind = 'resident'`,
    [[...byNumber.keys()]],
  )
  return new Map(rows.map((row) => [row.number, row]))
}

/** Codes of other firms of the same name. */
async function findTwins(
  saving: Saving,
  firms: readonly FirmDraft[],
  known: ReadonlyMap<string, Known>,
): Promise<ReadonlyMap<string, string>> {
  const fresh = firms.filter((firm) => known.get(firm.code)?.name !== firm.name)
  if (fresh.length === 0) return new Map()
  const rows = await saving.ask<{ name: string; code: string }>(
    'select f.name, f.code from registry.firms f where f.name = any($1) order by f.code',
    [fresh.map((firm) => firm.name)],
  )
  return new Map(
    fresh.flatMap((firm) => {
      const twin = rows.find((row) => row.name === firm.name && row.code !== firm.code)
      return twin ? [[firm.code, twin.code] as const] : []
    }),
  )
}

/** A number that is known under another name makes nobody the representative: it would let them act for the firm. */
function notesOnPerson(firm: FirmDraft, person: SavedPerson | undefined): readonly Finding[] {
  if (!person || person.name === firm.representativeName) return []
  return [{ level: 'note', field: 'representativeId', code: 'person_name_differs' }]
}

function notesOnName(firm: FirmDraft, before: Known | undefined, twin: string | undefined): readonly Finding[] {
  const renamed = before && before.name !== firm.name
  return [
    ...(renamed
      ? [
          {
            level: 'note',
            field: 'name',
            code: 'name_changed',
            found: firm.name,
            params: { before: before.name },
          } as const,
        ]
      : []),
    ...(twin
      ? [{ level: 'note', field: 'name', code: 'name_known', found: firm.name, params: { code: twin } } as const]
      : []),
  ]
}

function merge(
  saving: Saving,
  firm: FirmDraft,
  before: Known | undefined,
  person: SavedPerson | undefined,
): Omit<FirmWrite, 'at'> {
  const named = person && person.name === firm.representativeName ? person.id : null
  const sameName = !firm.representativeName || firm.representativeName === before?.representativeName
  return {
    league: leagueOfCode(saving.places, saving.site, firm.code),
    code: firm.code,
    kind: firm.kind,
    grams: gramsOf(firm.name),
    name: firm.name,
    region: firm.region,
    type: firm.type ?? before?.type ?? null,
    representative: named ?? (sameName ? (before?.representative ?? null) : null),
    representativeName: firm.representativeName ?? before?.representativeName ?? null,
    industry: firm.industry ?? before?.industry ?? null,
    established: firm.established ?? before?.established ?? null,
    status: firm.status ?? before?.status ?? 'active',
    capital: firm.capital ?? before?.capital ?? null,
    capitalFen: firm.capital ? firm.capitalFen : (before?.capitalFen ?? null),
    currency: firm.capital ? firm.currency : (before?.currency ?? null),
    address: firm.address ?? before?.address ?? null,
    scope: firm.scope ?? before?.scope ?? null,
  }
}

function differs(before: Known, merged: Readonly<Record<Filled, string | number | null>>): boolean {
  return filled.some((column) => before[column] !== merged[column])
}

async function writeFirms(saving: Saving, writes: readonly FirmWrite[]): Promise<void> {
  if (writes.length === 0) return
  await saving.ask(
    `insert into registry.firms (league, code, name, kind, type, representative, representative_name, region, industry, established, status, capital,
       capital_fen, currency, address, scope, grams, updated_at)
     select w.league, w.code, w.name, w.kind, w.type, w.representative, w."representativeName", w.region, w.industry, w.established, w.status, w.capital,
       w."capitalFen", w.currency, w.address, w.scope, w.grams, w.at
     from json_to_recordset($1::json) as w(league text, code text, name text, kind text, type text, representative text, "representativeName" text,
       region text, industry text, established date, status text, capital text, "capitalFen" bigint, currency text, address text, scope text,
       grams text[], at timestamptz)
     on conflict (league, code) do update set name = excluded.name, kind = excluded.kind, type = excluded.type, representative = excluded.representative,
       representative_name = excluded.representative_name, region = excluded.region, industry = excluded.industry, established = excluded.established,
       status = excluded.status, capital = excluded.capital, capital_fen = excluded.capital_fen, currency = excluded.currency,
       address = excluded.address, scope = excluded.scope, grams = excluded.grams, updated_at = greatest(excluded.updated_at, registry.firms.updated_at)`,
    [JSON.stringify(writes.toSorted((a, b) => (a.league + a.code < b.league + b.code ? -1 : 1)))],
  )
}
