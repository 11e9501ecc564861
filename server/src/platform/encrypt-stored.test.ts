/** A database from before there was a data key is encrypted at the start, once, and refuses to open under other keys. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeIdNumber } from '@steppe/kernels/codes'
import { atEnd, cloneDatabase } from '#testing/database'
import { findModules, personalColumns } from '../assemble.ts'
import { beginKeyChange, finishKeyChange, isKeyChanging } from './change-data-key.ts'
import { connectWithVault, openVault } from './data-keys.ts'
import { encryptStored } from './encrypt-stored.ts'
import { keysInMemory } from './keys.ts'
import { connect, type Database } from './postgres.ts'
import { personal } from './vault.ts'

const [id, phone] = [makeIdNumber('15010219900307888'), '13800000099']
const keys = keysInMemory()

async function openOld(): Promise<{ url: string; owner: Database }> {
  const url = await cloneDatabase('steppe')
  const owner = connect(url, { lanes: 1, transactions: 1 })
  atEnd(owner.close)
  return { url, owner }
}

/** Rows as they were written before. */
async function writeOld(owner: Database): Promise<void> {
  const at = new Date('2026-09-20T01:00Z')
  await owner.ask(
    `insert into registry.people (id, name, id_kind, id_number, phone, updated_at) values ('a', '王芳', 'resident', $1, $2, $3), ('b', 'Ann Lee', 'passport', 'E12345678', null, $3)`,
    [id, phone, at],
  )
  await owner.ask(
    `insert into cases.acts (league, case_id, seq, at, kind, actor, act, salt, commitment)
     select '1501', 'case-' || n, 1, $1, 'open', 'a', $2, '\\x00', '\\x00' from generate_series(1, 2500) n`,
    [at, { deed: { answers: { idNumber: id, phone, scope: '餐饮' } } }],
  )
  await owner.ask(
    `insert into platform.files (id, owner, name, media_type, size, sha256, content, created_at) values ('f', 'a', 'id.pdf', 'application/pdf', 3, 'x', $1, $2)`,
    [Buffer.from(`%PDF ${id}`), at],
  )
}

const encrypt = async (owner: Database) =>
  encryptStored(owner, await openVault(owner, keys), personalColumns(await findModules()))

test('what was stored readable is encrypted once, acts among it, and reads as before', async () => {
  const { url, owner } = await openOld()
  await writeOld(owner)
  assert.equal(await encrypt(owner), 2 + 2500 + 1)
  assert.equal(await encrypt(owner), 0, 'the second start has nothing to do')
  for (const table of ['registry.people', 'cases.acts', 'platform.files']) {
    const rows = await owner.ask<{ row: string }>(`select t::text as row from ${table} t`)
    for (const { row } of rows)
      for (const word of [id, phone, 'E12345678', Buffer.from(id).toString('hex')]) assert.ok(!row.includes(word))
  }
  const db = await connectWithVault(url, keys)
  atEnd(db.close)
  assert.deepEqual(await db.ask('select p.id_number, p.phone from registry.people p order by p.id'), [
    { id_number: id, phone },
    { id_number: 'E12345678', phone: null },
  ])
  const [found] = await db.ask('select p.id from registry.people p where p.id_number = $1', [personal('E12345678')])
  assert.deepEqual(found, { id: 'b' }, 'a number is still found')
  const [act] = await db.ask<{ act: unknown }>("select a.act from cases.acts a where a.case_id = 'case-2500'")
  assert.deepEqual(act!.act, { deed: { answers: { idNumber: id, phone, scope: '餐饮' } } })
  const [file] = await db.ask<{ content: Buffer }>('select f.content from platform.files f')
  assert.equal(String(file!.content), `%PDF ${id}`)
  await assert.rejects(
    owner.ask("update cases.acts set kind = 'x'"),
    /appended and never changed/,
    'acts are guarded again',
  )
})

test('everything is put under a fresh key while nobody is connected, also when that was interrupted', async () => {
  const { url, owner } = await openOld()
  await writeOld(owner)
  await encrypt(owner)
  const tokens = async () =>
    (await owner.ask<{ number: string }>('select p.id_number as number from registry.people p order by p.id')).map(
      ({ number }) => number.slice(0, 3),
    )
  const serving = await connectWithVault(url, keys)
  await serving.ask('insert into platform.attempts (what, who, count, since) values ($1, $2, 1, now())', ['mail', id])
  await assert.rejects(beginKeyChange(owner, keys), /stop every server first/)
  await serving.close()
  await beginKeyChange(owner, keys)
  const columns = personalColumns(await findModules())
  const dies = (_done: number, _total: number, what: string) => {
    if (what.startsWith('cases.acts')) throw new Error('killed')
  }
  await assert.rejects(finishKeyChange(owner, keys, columns, dies), /killed/)
  assert.ok(await isKeyChanging(owner))
  await beginKeyChange(owner, keys)
  await finishKeyChange(owner, keys, columns)
  assert.ok(!(await isKeyChanging(owner)), 'the old key is forgotten')
  assert.deepEqual(await tokens(), ['⟦2.', '⟦2.'])
  for (const table of ['registry.people', 'cases.acts', 'platform.attempts']) {
    const rows = await owner.ask(`select 1 from ${table} t where strpos(t::text, '⟦1.') > 0`)
    assert.equal(rows.length, 0, table)
  }
  const db = await connectWithVault(url, keys)
  atEnd(db.close)
  const [found] = await db.ask('select p.phone from registry.people p where p.id_number = $1', [personal(id)])
  assert.deepEqual(found, { phone }, 'a number is still found')
  const [act] = await db.ask<{ act: unknown }>("select a.act from cases.acts a where a.case_id = 'case-2500'")
  assert.deepEqual(act!.act, { deed: { answers: { idNumber: id, phone, scope: '餐饮' } } })
  const [file] = await db.ask<{ content: Buffer }>('select f.content from platform.files f')
  assert.equal(String(file!.content), `%PDF ${id}`)
  assert.deepEqual(await db.ask('select a.who from platform.attempts a'), [{ who: id }])
})

test('processes that start together share one data key; other keys do not open the database', async () => {
  const { url, owner } = await openOld()
  const opened = await Promise.all([openVault(owner, keys), connectWithVault(url, keys), openVault(owner, keys)])
  await opened[1].close()
  assert.equal(opened[0].encrypt(id), opened[2].encrypt(id))
  assert.equal(opened[0].encrypt(id), opened[1].vault?.encrypt(id))
  await assert.rejects(openVault(owner, keysInMemory()), /put the folder of keys back/)
})
