/** Writes acts down: one statement carries the acts of many cases, their new states, tasks, facts and remembered answers. */
import type { Task } from '@steppe/kernels/cases'
import type { Ask } from '#platform/postgres'

export interface ActRow {
  readonly seq: number
  readonly at: string
  readonly kind: string
  readonly actor: string
  readonly act: unknown
  /** Hex. */
  readonly salt: string
  readonly commitment: string
}

export interface TaskRow extends Pick<Task, 'node' | 'name' | 'action' | 'department' | 'role'> {
  readonly task: string
  readonly holder: string | null
  readonly status: string
  readonly title: string
  readonly applicant: string
  readonly opened_on: string
  readonly due_on: string
  readonly paused: boolean
}

export interface FactRow {
  readonly name: string
  readonly data: unknown
  readonly at: string
}

/** What one step of one case writes. `expected` is the number of the act it stands on, 0 when it opens the case. */
export interface CaseWrite {
  readonly league: string
  readonly id: string
  readonly expected: number
  readonly columns: {
    readonly kind: string
    readonly item: string
    readonly process: string
    readonly process_version: string
    readonly region: string
    readonly department: string
    readonly account: string
    readonly status: string
    readonly opened_on: string
    readonly due_on: string | null
    readonly decided_on: string | null
    readonly closed_on: string | null
    readonly in_time: boolean | null
    readonly wake_at: string | null
    readonly seq: number
  }
  /** What was handed in, when this step changes it. */
  readonly given?: unknown
  readonly state: unknown
  readonly acts: readonly ActRow[]
  readonly tasks: readonly TaskRow[]
  readonly gone: readonly string[]
  readonly facts: readonly FactRow[]
  readonly answer?: {
    readonly actor: string
    readonly key: string
    readonly digest: string
    readonly status: number
    readonly body: unknown
    readonly at: string
  }
}

// A look-up of one key at a time: as `not exists` under an `or`, PostgreSQL would read all remembered answers into a hash first.
const statement = `
with input as materialized (
  select w.* from json_to_recordset($1::json) as w(
    i int, league text, id text, expected int, kind text, item text, process text, process_version text, region text, department text, account text,
    status text, opened_on date, due_on date, decided_on date, closed_on date, in_time boolean, wake_at timestamptz, seq int, given json, state json,
    actor text, key text, digest text, answer_status int, answer jsonb, answered_at timestamptz)
), fresh as materialized (
  select i.* from input i where i.key is null or (select true from platform.answers a where a.actor = i.actor and a.key = i.key limit 1) is null
), changed as (
  update cases.cases c set status = i.status, department = i.department, due_on = i.due_on, decided_on = i.decided_on, closed_on = i.closed_on,
    in_time = i.in_time, wake_at = i.wake_at, seq = i.seq, given = coalesce(i.given, c.given), state = i.state
  from fresh i where i.expected > 0 and c.league = i.league and c.id = i.id and c.seq = i.expected
  returning i.i, i.league, i.id
), opened as (
  insert into cases.cases (league, id, kind, item, process, process_version, region, department, account, status, opened_on, due_on, decided_on, closed_on, in_time, wake_at, seq,
    given, state)
  select i.league, i.id, i.kind, i.item, i.process, i.process_version, i.region, i.department, i.account, i.status, i.opened_on, i.due_on, i.decided_on, i.closed_on,
    i.in_time, i.wake_at, i.seq, i.given, i.state from fresh i where i.expected = 0
  on conflict do nothing returning league, id
), won as (
  select c.i, c.league, c.id from changed c union all select i.i, i.league, i.id from opened o join fresh i on i.league = o.league and i.id = o.id
), acts as (
  insert into cases.acts (league, case_id, seq, at, kind, actor, act, salt, commitment)
  select won.league, won.id, a.seq, a.at, a.kind, a.actor, a.act, decode(a.salt, 'hex'), decode(a.commitment, 'hex')
  from json_to_recordset($2::json) as a(i int, seq int, at timestamptz, kind text, actor text, act jsonb, salt text, commitment text)
  join won on won.i = a.i
), gone as (
  delete from cases.tasks t using json_to_recordset($3::json) as g(i int, task text), won
  where won.i = g.i and t.league = won.league and t.case_id = won.id and t.task = g.task
), owed as (
  insert into cases.tasks (league, case_id, task, department, role, holder, node, name, action, status, title, applicant, opened_on, due_on, paused)
  select won.league, won.id, t.task, t.department, t.role, t.holder, t.node, t.name, t.action, t.status, t.title, t.applicant, t.opened_on, t.due_on, t.paused
  from json_to_recordset($4::json) as t(i int, task text, department text, role text, holder text, node text, name text, action text,
    status text, title text, applicant text, opened_on date, due_on date, paused boolean)
  join won on won.i = t.i
  on conflict (league, case_id, task) do update set department = excluded.department, role = excluded.role, holder = excluded.holder, status = excluded.status,
    due_on = excluded.due_on, paused = excluded.paused
), facts as (
  insert into platform.outbox (name, league, subject, data, at)
  select f.name, won.league, won.id, f.data, f.at
  from json_to_recordset($5::json) as f(i int, name text, data jsonb, at timestamptz)
  join won on won.i = f.i order by f.i
), kept as (
  insert into platform.answers (actor, key, digest, status, body, kept_at)
  select i.actor, i.key, i.digest, i.answer_status, i.answer, i.answered_at from fresh i join won on won.i = i.i where i.key is not null
)
select won.i from won`

function caseInput(write: CaseWrite, i: number) {
  const { answer } = write
  return {
    i,
    league: write.league,
    id: write.id,
    expected: write.expected,
    ...write.columns,
    given: write.given,
    state: write.state,
    ...(answer
      ? {
          actor: answer.actor,
          key: answer.key,
          digest: answer.digest,
          answer_status: answer.status,
          answer: answer.body,
          answered_at: answer.at,
        }
      : {}),
  }
}

/** Writes all of them at once; gives for each whether it was written. A write that stands on an older act is not. */
export async function commitWrites(ask: Ask, writes: readonly CaseWrite[]): Promise<boolean[]> {
  const of = <T extends object>(list: (write: CaseWrite) => readonly T[]) =>
    JSON.stringify(writes.flatMap((write, i) => list(write).map((row) => ({ i, ...row }))))
  const rows = await ask<{ i: number }>(statement, [
    JSON.stringify(writes.map(caseInput)),
    of((write) => write.acts),
    of((write) => write.gone.map((task) => ({ task }))),
    of((write) => write.tasks),
    of((write) => write.facts),
  ])
  const won = new Set(rows.map((row) => row.i))
  return writes.map((_, i) => won.has(i))
}

/** Gathers writes that arrive while others are being made durable, so that one commit carries many. */
export class Committer {
  private waiting: {
    readonly write: CaseWrite
    readonly done: (won: boolean) => void
    readonly failed: (fault: unknown) => void
  }[] = []
  private underWay = 0
  private readonly ask: Ask
  private readonly together: () => Ask | undefined
  private readonly lanes: number
  private readonly most: number

  /** `ask` must be able to run `lanes` statements side by side; `together` gives the transaction that runs now, if any. */
  constructor(ask: Ask, together: () => Ask | undefined = () => undefined, lanes = 2, most = 64) {
    this.ask = ask
    this.together = together
    this.lanes = lanes
    this.most = most
  }

  /**
   * Resolves when the write is durable (true) or another act came first (false). Within a transaction of the house it is part of that
   * one, and durable with it.
   */
  commit(write: CaseWrite): Promise<boolean> {
    const within = this.together()
    if (within) return commitWrites(within, [write]).then(([won]) => won!)
    return new Promise((done, failed) => {
      this.waiting.push({ write, done, failed })
      this.flush()
    })
  }

  private flush(): void {
    if (this.underWay >= this.lanes || this.waiting.length === 0) return
    const batch = this.take()
    this.underWay++
    void this.write(batch).finally(() => {
      this.underWay--
      this.flush()
    })
  }

  /** Up to `most` writes, no case and no key twice in one statement. */
  private take() {
    const seen = new Set<string>()
    const batch: typeof this.waiting = []
    const rest: typeof this.waiting = []
    for (const each of this.waiting) {
      const names = [
        each.write.id,
        ...(each.write.answer ? [`${each.write.answer.actor}\n${each.write.answer.key}`] : []),
      ]
      if (batch.length >= this.most || names.some((name) => seen.has(name))) rest.push(each)
      else batch.push(each)
      for (const name of names) seen.add(name)
    }
    this.waiting = rest
    return batch
  }

  private async write(batch: typeof this.waiting): Promise<void> {
    try {
      const won = await commitWrites(
        this.ask,
        batch.map((each) => each.write),
      )
      for (const [i, each] of batch.entries()) each.done(won[i]!)
    } catch (fault) {
      if (batch.length === 1) return batch[0]!.failed(fault)
      for (const each of batch) await this.write([each])
    }
  }
}
