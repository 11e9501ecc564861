/** Puts the made-up applicants into the registers, so that whoever handles their cases finds them there. */
import { getPlaces, leagueOfCode } from '#ask/registry'
import type { CasesHouse } from '#cases/house'
import { gramsOf } from '../modules/registry/name-grams.ts'
import type { Firm, Person } from './invent-people.ts'

/** People with proved accounts that have no password: nobody signs in with them. Those already there stay as they are. */
export async function writePeople(house: CasesHouse, people: readonly Person[], at: Date): Promise<void> {
  const rows = JSON.stringify(people)
  const table = 'json_to_recordset($1::json) as p(id text, account text, name text, "idNumber" text, phone text)'
  await house.db.ask(
    `insert into registry.people (id, name, id_number, phone, updated_at) select p.id, p.name, p."idNumber", p.phone, $2 from ${table} on conflict do nothing`,
    [rows, at],
  )
  await house.db.ask(
    `insert into registry.accounts (id, login, password, kind, name, person, origin, created_at, proved_at, proved_by)
     select p.account, p.account, null, 'person', p.name, p.id, 'registered', $2, $2, 'demo' from ${table}
     join registry.people k on k.id = p.id on conflict do nothing`,
    [rows, at],
  )
}

export async function writeFirms(house: CasesHouse, firms: readonly Firm[], at: Date): Promise<void> {
  const places = await getPlaces(house)
  const rows = firms.map((firm) => ({
    league: leagueOfCode(places, house.site, firm.code),
    code: firm.code,
    name: firm.name,
    kind: firm.kind === 'company' ? '企业' : '个体工商户',
    type: firm.kind === 'company' ? '有限责任公司' : '个体工商户',
    representative: firm.representative.id,
    representative_name: firm.representative.name,
    region: firm.region,
    industry: firm.industry,
    established: firm.established,
    capital: `${firm.capitalFen / 1_000_000}万人民币`,
    capital_fen: firm.capitalFen,
    address: firm.address,
    scope: firm.scope,
    grams: gramsOf(firm.name),
  }))
  await house.db.ask(
    `insert into registry.firms (league, code, name, kind, type, representative, representative_name, region, industry, established, capital, capital_fen, currency, address, scope, grams, updated_at)
     select f.league, f.code, f.name, f.kind, f.type, f.representative, f.representative_name, f.region, f.industry, f.established, f.capital, f.capital_fen, 'CNY', f.address, f.scope,
       array(select json_array_elements_text(f.grams)), $2
     from json_to_recordset($1::json) as f(league text, code text, name text, kind text, type text, representative text, representative_name text, region text, industry text, established date,
       capital text, capital_fen bigint, address text, scope text, grams json)
     on conflict do nothing`,
    [JSON.stringify(rows), at],
  )
}
