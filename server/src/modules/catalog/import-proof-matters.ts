/** Takes in a region's list of 证明事项 from a file: whole or not at all; what the file leaves out ends today; the same file again changes nothing. */
import { randomUUID } from 'node:crypto'
import type { ProofImportAnswer, RowReport } from '@steppe/contracts/catalog'
import { tokensForIndex, tsvectorText } from '@steppe/kernels/text'
import { leagueOf } from '#cases/case-id'
import type { House } from '#platform/module'
import type { Ask } from '#platform/postgres'
import { isRefusal, type Refusal, refuse } from '#platform/refusals'
import type { ImportFile, MayImport } from './import-catalogue.ts'
import { type ReadList, type ReadMatter, readProofMatters } from './read-proof-matters.ts'
import { readTable } from './read-table.ts'
import { getSegmenter } from './segmenter.ts'

interface Counts {
  readonly added: number
  readonly changed: number
  readonly left: number
}

/** Refuses catalog.file_unreadable, catalog.columns_missing and catalog.region_not_yours. */
export async function importProofMatters(
  house: House,
  file: ImportFile,
  region: string,
  may: MayImport = async () => undefined,
): Promise<ProofImportAnswer | Refusal> {
  const rows = await readTable(file.content)
  if (isRefusal(rows)) return rows
  const list = readProofMatters(rows, region)
  if (list.missing.length > 0) return refuse('catalog.columns_missing', { columns: list.missing.join('、') })
  const regions = [...new Set([region, ...list.matters.map((each) => each.region)])]
  const refused = await may(regions)
  if (refused) return refused
  if (list.wrong.length > 0) return report(list, false, { added: 0, changed: 0, left: 0 })
  const counts = await write(house, list.matters, regions, file.dryRun)
  return report(list, !file.dryRun, counts)
}

function report(list: ReadList, taken: boolean, { added, changed, left }: Counts): ProofImportAnswer {
  const rows: RowReport[] = list.wrong.map(({ line, zh, en }) => ({ line, outcome: 'wrong', zh, en }))
  const unchanged = list.wrong.length > 0 ? 0 : list.matters.length - added - changed
  return { taken, added, changed, unchanged, left, wrong: rows.length, rows }
}

const given = `json_to_recordset($1::json) as g(league text, region text, id text, name text, demanded_by text, issued_by text, basis text,
  guide text, route text, tokens text)`

const differs = `(m.name, m.demanded_by, m.issued_by, m.basis, m.guide, m.route)
  is distinct from (g.name, g.demanded_by, g.issued_by, g.basis, g.guide, g.route)`

/** Counts what is new, changed and left out; unless it is a rehearsal, writes it: a changed matter ends today and begins anew. */
async function write(
  house: House,
  matters: readonly ReadMatter[],
  regions: readonly string[],
  rehearsal: boolean,
): Promise<Counts> {
  const values = JSON.stringify(matters.map(rowOf))
  return house.db.inTransaction(async ({ ask }) => {
    await ask("select pg_advisory_xact_lock(hashtext('catalog.proof_matters'))")
    const counts = await countDifferences(ask, values, regions)
    if (!rehearsal) await writeDifferences(ask, values, regions, house.clock.today())
    return counts
  })
}

async function countDifferences(ask: Ask, values: string, regions: readonly string[]): Promise<Counts> {
  const [counts] = await ask<Counts>(
    `with standing as (select m.* from catalog.proof_matters m where m.region = any($2) and m.until_day is null)
     select count(*) filter (where m.id is null)::int as added,
       count(*) filter (where m.id is not null and g.id is not null and ${differs})::int as changed,
       count(*) filter (where g.id is null)::int as left
     from ${given} full join standing m on m.region = g.region and m.id = g.id`,
    [values, regions],
  )
  return counts!
}

async function writeDifferences(ask: Ask, values: string, regions: readonly string[], today: string): Promise<void> {
  await ask(
    `delete from catalog.proof_matters m using ${given}
     where m.region = g.region and m.id = g.id and m.until_day is null and m.from_day = $2 and ${differs}`,
    [values, today],
  )
  await ask(
    `update catalog.proof_matters m set until_day = $3
     where m.region = any($2) and m.until_day is null
       and not exists (select 1 from ${given} where g.region = m.region and g.id = m.id and not ${differs})`,
    [values, regions, today],
  )
  await ask(
    `insert into catalog.proof_matters (league, region, id, from_day, name, demanded_by, issued_by, basis, guide, route, tokens, origin)
     select g.league, g.region, g.id, $2, g.name, g.demanded_by, g.issued_by, g.basis, g.guide, g.route, g.tokens::tsvector, $3
     from ${given}
     where not exists (select 1 from catalog.proof_matters m where m.region = g.region and m.id = g.id and m.until_day is null)
     on conflict (league, region, id, from_day) do update set until_day = null, name = excluded.name, demanded_by = excluded.demanded_by,
       issued_by = excluded.issued_by, basis = excluded.basis, guide = excluded.guide, route = excluded.route, tokens = excluded.tokens,
       origin = excluded.origin`,
    [values, today, randomUUID()],
  )
}

function rowOf(matter: ReadMatter) {
  const said = `${matter.name} ${matter.demandedBy}`
  return {
    league: leagueOf(matter.region),
    region: matter.region,
    id: matter.id,
    name: matter.name,
    demanded_by: matter.demandedBy,
    issued_by: matter.issuedBy ?? null,
    basis: matter.basis ?? null,
    guide: matter.guide ?? null,
    route: matter.route,
    tokens: tsvectorText(tokensForIndex(said, getSegmenter(), { sounds: false })),
  }
}
