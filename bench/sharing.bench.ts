/** 用证: one call of a licence for a case, from the question to the recorded answer, with few and with ten million licences stored. */
import { availableParallelism, loadavg } from 'node:os'
import type { Figure } from '../scripts/bench.ts'
import { assemble } from '../server/src/assemble.ts'
import type { CasesHouse } from '../server/src/cases/house.ts'
import { callLicence } from '../server/src/modules/credentials/call-licence.ts'
import { licenceTypes } from '../server/src/modules/credentials/licence-types.ts'
import { allowedTo } from '../server/src/modules/credentials/sharing-law.ts'
import type { Actor } from '../server/src/platform/actor.ts'
import { clockFrom } from '../server/src/platform/clock.ts'
import { keysInMemory } from '../server/src/platform/keys.ts'
import type { Database } from '../server/src/platform/postgres.ts'
import { isRefusal } from '../server/src/platform/refusals.ts'
import { packsOfBench, startMeasured } from './durable-installation.ts'

export const name = 'sharing'

/** Licences stored when it is measured; `STEPPE_BENCH_LICENCES=100000,1000000` measures less. */
const sizes = (process.env.STEPPE_BENCH_LICENCES ?? '100000,10000000').split(',').map(Number)
const calls = 2000
const portion = 100_000

/** Licences of invented persons, one each: `p` and a number. The type that is called is that of every one of them. */
async function fill(db: Database, type: string, from: number, until: number): Promise<void> {
  for (let start = from; start < until; start += portion)
    await db.ask(
      `insert into credentials.licences (league, id, type, number, identifier, holder_kind, holder, holder_name, holder_code, department, region, status,
         issued_on, expires_on, status_list, status_index, details, seq, changed_at)
       select '150100', '150102-L' || lpad(i::text, 12, '0') || '-001', $1, 'N' || i, '1.2.156.3005.2.bench.' || i, 'person', 'p' || i, '某人', '1599' || lpad(i::text, 14, '0'),
         '150102-market-regulation', '150102', 'valid', date '2026-01-01' - (i % 300)::int, null, (i >> 17)::int, (i & 131071)::int, '{"premises": "新华东街 18 号"}', 1, now()
       from generate_series($2::int, $3::int) i`,
      [type, start, Math.min(start + portion, until) - 1],
    )
  await db.script('analyze credentials.licences')
}

/** Open cases like the model, each of another holder spread evenly over those stored. */
async function openCases(db: Database, model: string, person: string, size: number): Promise<string[]> {
  const rows = await db.ask<{ id: string }>(
    `insert into cases.cases (league, id, kind, item, process, process_version, region, department, account, status, opened_on, due_on, decided_on, closed_on, wake_at, seq, state, given, in_time)
     select c.league, n.id, c.kind, c.item, c.process, c.process_version, c.region, c.department, c.account, c.status, c.opened_on, c.due_on, c.decided_on, c.closed_on, null, c.seq,
       c.state, replace(c.given::text, $2, n.holder)::json, c.in_time
     from cases.cases c cross join lateral (
       select '150102-20261123-' || $3::text || lpad(i::text, 6, '0') as id, 'p' || (i::bigint * $4::bigint / $5::bigint) as holder from generate_series(0, $5::int - 1) i) n
     where c.league = '150100' and c.id = $1 returning id`,
    [model, person, String(Math.round(Math.log10(size))), size, calls],
  )
  return rows.map((row) => row.id)
}

const percentile = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)]!

async function measure(house: CasesHouse, cases: readonly string[], item: string, type: string, department: string) {
  const taken: number[] = []
  for (const [i, id] of cases.entries()) {
    const grants = [{ role: 'examiner', department }]
    const actor: Actor = { kind: 'staff', id: `bench-${i}`, name: '某科员', grants }
    const begun = performance.now()
    const done = await callLicence(house, actor, { case: id, item, type, cause: '核对材料', legalBasis: '第十条' })
    taken.push(performance.now() - begun)
    if (isRefusal(done)) throw new Error(`the call was refused: ${done.code}`)
  }
  return taken.slice(calls / 10).sort((a, b) => a - b)
}

/** A type that the item may call of persons without asking them. */
async function callableType(house: CasesHouse, item: string): Promise<string> {
  for (const { id, holder } of (await licenceTypes(house)).values()) {
    const allowed = holder === 'firm' ? undefined : await allowedTo(house, item, id)
    if (allowed && !allowed.needsHolder) return id
  }
  throw new Error(`item ${item} may call no licence`)
}

export async function run(): Promise<Figure[]> {
  const { db, model, stop } = await startMeasured()
  try {
    const { house } = await assemble(db, await packsOfBench(), clockFrom(Date.now, 'Asia/Shanghai'), {
      demo: true,
      keys: keysInMemory(),
    })
    const state = (await house.engine.load(model))!
    const type = await callableType(house, state.item.code)
    const figures: Figure[] = []
    let stored = 1
    let first: number | undefined
    for (const size of sizes) {
      await fill(db, type, stored - 1, size)
      stored = size + 1
      for (const each of ['vacuum (analyze) credentials.licences', 'checkpoint']) await db.script(each)
      const cases = await openCases(db, model, state.applicant.id, size)
      const taken = await measure(house, cases, state.item.code, type, state.department)
      const p95 = percentile(taken, 0.95)
      const busy = `${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores`
      figures.push(
        {
          name: `sharing.p95.${size}`,
          value: p95,
          unit: 'ms',
          peer: `limit 10 ms; load ${busy}`,
          ratio: 10 / p95,
        },
        {
          name: `sharing.median.${size}`,
          value: percentile(taken, 0.5),
          unit: 'ms',
          peer: `with ${sizes[0]} licences`,
          ratio: first === undefined ? null : first / percentile(taken, 0.5),
        },
      )
      first ??= percentile(taken, 0.5)
    }
    return figures
  } finally {
    await stop()
  }
}
