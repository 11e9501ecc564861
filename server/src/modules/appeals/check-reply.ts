/** 答复质量: before a reply is sent it is looked at — does it answer, has it a basis, does it name a day, is it a text used before? The agent sees why, and decides. */
import type { ReplyCheck } from '@steppe/contracts/appeals'
import type { CaseState } from '@steppe/kernels/cases'
import { checkReply as assessReply } from '@steppe/kernels/text'
import type { CasesHouse } from '#cases/house'
import { matterOf } from './matter.ts'

export interface ReplyDraft {
  readonly text: string
  readonly basis?: string
  readonly by?: string
}

/** Below this the agent is asked to look again. */
const enough = 0.6

/** Judges a draft, as the person will read it, against what was asked and what was sent before. Pure. */
export function checkDraft(
  question: string,
  { text, basis, by }: ReplyDraft,
  knownReplies: readonly string[],
): ReplyCheck {
  const named = basis?.trim()
  const reply = [text, named ? `依据${named}` : '', by ? `${by}前办结` : ''].filter(Boolean).join('\n')
  const { score, findings } = assessReply({ question, reply, knownReplies })
  return {
    score: Math.round(score * 100) / 100,
    enough,
    findings: findings.map(({ id, ok, title, words }) => ({
      id,
      ok,
      title: title.zh,
      en: title.en,
      words: [...words],
    })),
  }
}

/** The draft against the last replies of the department that answers. */
export async function checkReply(house: CasesHouse, state: CaseState, draft: ReplyDraft): Promise<ReplyCheck> {
  const rows = await house.db.ask<{ text: string | null }>(
    `select (select a.act #>> '{deed,text}' from cases.acts a where a.league = o.league and a.case_id = o.id and a.kind = 'reply'
       order by a.seq desc limit 1) as text
     from (
       select o.league, o.id from appeals.orders o where o.department = $1 and o.id <> $2
       order by o.opened_at desc, o.id desc limit 40
     ) o`,
    [state.department, state.id],
  )
  const before = rows.flatMap(({ text }) => (text ? [text] : []))
  return checkDraft(`${state.title} ${matterOf(state).text}`, draft, before)
}
