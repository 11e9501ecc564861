/** Real citizen messages, read where they lie: never copied, and left out where they are absent. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { HeardMessage } from '../kernels/text/index.ts'

const folder = resolve(import.meta.dirname, '../../shared/data/citizen-messages')

export const messagesAbsent = existsSync(folder) ? false : 'no shared data'

/** The rows of a packed file of one JSON value a line. */
export function readRows<Row>(file: string): readonly Row[] {
  const text = gunzipSync(readFileSync(resolve(folder, file))).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}

/** The 4,326 messages of the hot-issue task. */
export function readHeard(): readonly HeardMessage[] {
  const rows = readRows<{ id: string; user: string; topic: string; time: string; detail: string; likes: number }>(
    'hot_issue_messages_4326.jsonl.gz',
  )
  return rows.map(({ id, user, topic, time, detail, likes }) => ({
    id,
    title: topic,
    text: detail,
    on: time,
    reporter: user,
    likes,
  }))
}

interface Team {
  readonly team: string
  readonly members: readonly { readonly issue: string; readonly id: string }[]
}

interface TeamIssue {
  readonly teams: ReadonlySet<string>
  readonly messages: ReadonlySet<string>
}

/** The issues that at least two of the four teams found: theirs are one where half of the smaller lies in the larger. */
export function issuesOfSeveralTeams(): readonly TeamIssue[] {
  const teams = JSON.parse(readFileSync(resolve(folder, 'hot_issues_top5_four_teams.json'), 'utf8')) as readonly Team[]
  let issues: readonly TeamIssue[] = []
  for (const { team, members } of teams)
    for (const issue of new Set(members.map((member) => member.issue))) {
      const own = new Set(members.filter((member) => member.issue === issue).map(({ id }) => id))
      const same = issues.filter(({ messages }) => isSameIssue(messages, own))
      const merged = {
        teams: new Set([team, ...same.flatMap((other) => [...other.teams])]),
        messages: new Set([...own, ...same.flatMap((other) => [...other.messages])]),
      }
      issues = [...issues.filter((other) => !same.includes(other)), merged]
    }
  return issues.filter(({ teams }) => teams.size > 1)
}

export function isSameIssue(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].filter((id) => other.has(id)).length * 2 >= Math.min(one.size, other.size)
}
