/** The register of Inner Mongolia's firms of four years, whole: 23,187 rows that other people wrote. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { openImport, runImport } from './act.ts'
import { findFirm, resolveRegion } from './ask.ts'
import { findFindings, findImport } from './find-imports.ts'
import { searchFirms } from './search-firms.ts'
import { openRegistrars, openTestHouse } from './test-house.ts'

const folder = join(import.meta.dirname, '../../../../../shared/data/enterprise-registry-inner-mongolia')
const years = { 2000: 1666, 2005: 4201, 2010: 7786, 2012: 9534 }
const skip = existsSync(folder) ? false : 'no shared data'
const house = skip ? undefined : await openTestHouse(['neimenggu'])
if (house) await openRegistrars(house, '150000')

async function takeIn(year: string): Promise<Exclude<Awaited<ReturnType<typeof findImport>>, { refused: true }>> {
  assert.ok(house)
  const bytes = gunzipSync(await readFile(join(folder, `nmg_${year}.csv.gz`)))
  const opened = await openImport(house, 'registrar-150000', `nmg_${year}.csv`, bytes)
  assert.ok(!('refused' in opened))
  await runImport(house, opened.id)
  const done = await findImport(house, 'registrar-150000', opened.id)
  assert.ok(!('refused' in done))
  assert.equal(done.state, 'done')
  return done
}

describe('four years of the real register', { skip }, () => {
  test('every row goes in but the one whose code has a small x, and the report points at it', async (t) => {
    assert.ok(house)
    const began = performance.now()
    let rows = 0
    for (const [year, count] of Object.entries(years)) {
      const done = await takeIn(year)
      assert.equal(done.lines, count)
      assert.equal(done.added, year === '2005' ? count - 1 : count)
      assert.equal(done.wrong, year === '2005' ? 1 : 0)
      const errors = await findFindings(house, 'registrar-150000', done.id, { level: 'error' })
      assert.ok(!('refused' in errors))
      const bad = errors.findings.map(({ field, code, found, meaning }) => ({ field, code, found, zh: meaning.zh }))
      const expected = {
        field: 'code',
        code: 'codes.wrong_character',
        found: '91150204MA0N2F4x5Y',
        zh: '第 16 位“x”不合规定，应为 X',
      }
      assert.deepEqual(bad, year === '2005' ? [expected] : [])
      rows += done.lines
    }
    t.diagnostic(`${rows} rows in ${Math.round(performance.now() - began)} ms`)
    const [kept] = await house.db.ask<{ count: number }>('select count(*)::int as count from registry.firms')
    assert.equal(kept?.count, 23186)
  })

  test('the same file again changes nothing', async () => {
    const done = await takeIn('2005')
    assert.deepEqual([done.added, done.changed, done.unchanged, done.wrong], [0, 0, 4200, 1])
  })

  test('missing values are notes, counted and not erasing; every kind of oddity has its sentence', async () => {
    const done = await takeIn('2000')
    const blank = done.tally.find((line) => line.field === 'type' && line.code === 'blank')
    assert.ok(blank && blank.count > 1000)
    assert.ok(done.tally.every((line) => line.level === 'note' && line.meaning.zh !== line.code))
  })

  test('each firm stands in a region that its row named', async () => {
    assert.ok(house)
    const rows = await house.db.ask<{ region: string; count: number }>(
      'select f.region, count(*)::int as count from registry.firms f group by 1',
    )
    const { getPlaces } = await import('./ask.ts')
    const places = await getPlaces(house)
    assert.ok(rows.every((row) => places.region(row.region)))
    const hohhot = rows.filter((row) => places.league(row.region) === '150100').reduce((sum, row) => sum + row.count, 0)
    assert.ok(hohhot >= 4276 - 1 && hohhot <= 4276, String(hohhot))
    assert.equal(resolveRegion(places, '呼和浩特')?.code, '150100')
  })

  test('any firm is found by its code, and by two words of its name', async () => {
    assert.ok(house)
    const sample = await house.db.ask<{ code: string; name: string }>(
      'select f.code, f.name from registry.firms f order by md5(f.code) limit 40',
    )
    for (const { code, name } of sample) {
      assert.equal((await findFirm(house, code))?.name, name)
      const found = await searchFirms(house, { q: name.slice(0, 60), limit: 100 })
      assert.ok(!('refused' in found) && found.firms.some((firm) => firm.code === code), code)
    }
  })
})
