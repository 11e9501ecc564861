/** The peer of a durable act: pgbench writing the same rows to the same server with nothing around them. */
import { execFile } from 'node:child_process'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Database } from '../server/src/platform/postgres.ts'

const program = '/usr/bin/pgbench'

/** Whether Debian's pgbench is here. */
export function havePgbench(): Promise<boolean> {
  return access(program).then(
    () => true,
    () => false,
  )
}

// pgbench takes a colon before a word for one of its variables, also within a text.
const quoted = (text: string) => `'${text.replaceAll("'", "''").replaceAll(/:(?=\w)/g, ': ')}'`

/** The transaction of one act as a pgbench script: the model case's own state, act and task, over the odd half of `stored` cases. */
export async function actScript(db: Database, model: string, stored: number): Promise<string> {
  const [row] = await db.ask<{ state: string; act: string }>(
    `select c.state::text as state, a.act::text as act from cases.cases c join cases.acts a on a.league = c.league and a.case_id = c.id and a.seq = c.seq
     where c.league = $1 and c.id = $2`,
    [`${model.slice(0, 4)}00`, model],
  )
  const id = `'150102-20261123-' || lpad((:n)::text, 7, '0')`
  const task = `league, case_id, task, department, role, holder, node, name, action, status, title, applicant, opened_on, due_on, paused`
  return `\\set n 2 * random(0, ${stored / 2 - 1}) + 1
\\set seq random(1000, 2000000000)
begin;
update cases.cases set status = 'accepted', department = '150102-market-regulation', due_on = '2026-12-01', seq = seq, state = ${quoted(row!.state)} where league = '150100' and id = ${id};
insert into cases.acts (league, case_id, seq, at, kind, actor, act, salt, commitment) values ('150100', ${id}, :seq, now(), 'complete', 'demo-clerk', ${quoted(row!.act)}, '\\x00112233445566778899aabbccddeeff', '\\x00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff') on conflict do nothing;
delete from cases.tasks where league = '150100' and case_id = ${id} and task like 'p%';
insert into cases.tasks (${task}) values ('150100', ${id}, 'p' || :seq, '150102-market-regulation', 'approver', null, 'decide', '人工核准', 'decide', 'accepted', '企业开办一件事（王芳）', '王芳', '2026-11-23', '2026-12-01', false) on conflict do nothing;
insert into platform.answers (actor, key, digest, status, body, kept_at) values ('demo-clerk', 'pgbench-' || :n || '-' || :seq, 'pmXyOeEXP5b5nVlPHTlFV6bYp9Ys9lZDXyp7xyEp3zk', 200, '{"id":"150102-20261123-0000000","seq":4,"status":"accepted","stage":"accepted"}', now()) on conflict do nothing;
insert into platform.outbox (name, league, subject, data, at) values ('cases.status_changed', '150100', ${id}, '{"kind":"application","from":"received","to":"accepted"}', now()), ('cases.acts_recorded', '150100', ${id}, '{"kind":"application","first":4,"commitments":["00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"]}', now());
end;
`
}

/** Transactions a second of the script, prepared, by `clients` over two threads. */
export async function runPgbench(url: string, script: string, clients: number, seconds: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'steppe-pgbench-'))
  const file = join(folder, 'act.sql')
  await writeFile(file, script)
  const { hostname, port, username, password, pathname } = new URL(url)
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    '2',
    '-T',
    String(seconds),
    '-f',
    file,
    '-h',
    hostname,
    '-p',
    port,
    '-U',
    username,
    pathname.slice(1),
  ]
  try {
    const { stdout } = await promisify(execFile)(program, args, { env: { ...process.env, PGPASSWORD: password } })
    return Number(/tps = ([\d.]+)/.exec(stdout)![1])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
