/** The log held against itself where it has full tiles: what is right passes, a tile above that was changed is found. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLog } from './check-log.ts'
import { openTestLog, sealAll, tell } from './test-log.ts'

test('a log of more than two full tiles is found right, and a changed hash above them is named', async () => {
  const house = await openTestLog()
  await tell(house, 'a', 1, 600)
  assert.equal(await sealAll(house), 600)
  const told = await checkLog(house)
  assert.deepEqual(told, { ok: true, checked: 600, findings: [] })
  await house.db.script(
    `alter table ledger.tiles disable trigger user;
     update ledger.tiles set bytes = set_byte(bytes, 0, (get_byte(bytes, 0) + 1) % 256) where level = 1;
     alter table ledger.tiles enable trigger user`,
  )
  const { ok, findings } = await checkLog(house)
  assert.equal(ok, false)
  assert.ok(
    findings.some((each) => each.kind === 'tile_wrong' && each.subject.startsWith('tile/1/')),
    JSON.stringify(findings),
  )
})
