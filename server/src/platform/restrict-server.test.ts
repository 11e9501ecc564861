/** What the server's role can't do, whatever the code tries. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atEnd, cloneDatabase } from '#testing/database'
import { connect } from './postgres.ts'
import { restrictServer } from './restrict-server.ts'

test('the server’s role adds acts but can neither change nor remove them, nor alter a table', async () => {
  const url = await cloneDatabase('steppe')
  const owner = connect(url)
  atEnd(owner.close)
  const server = connect(await restrictServer(owner, url))
  atEnd(server.close)
  const added =
    "insert into cases.acts (league, case_id, seq, at, kind, actor, act, salt, commitment) values ('l', 'c', 1, now(), 'open', 'a', '{}', '\\x00', '\\x00')"
  await server.ask(added)
  for (const attempt of [
    "update cases.acts set actor = 'b'",
    'delete from cases.acts',
    'truncate cases.acts',
    'drop table cases.acts',
    'alter table cases.acts disable trigger all',
    'create schema mine',
  ]) {
    await assert.rejects(server.ask(attempt), /permission denied|must be owner/, attempt)
  }
  await assert.rejects(
    owner.ask("update cases.acts set actor = 'b'"),
    /appended and never changed/,
    'the trigger holds for the owner too',
  )
})
