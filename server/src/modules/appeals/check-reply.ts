/** 答复质量: before a reply is sent it is looked at — does it answer, has it a basis, does it name a day, is it a text used before? The agent sees why, and decides. */
import type { ReplyCheck } from '@steppe/contracts/appeals'
import type { CaseState } from '@steppe/kernels/cases'
import { resemblance, runsOf, shinglesOf } from '@steppe/kernels/text'
import type { CasesHouse } from '#cases/house'
import { matterOf } from './matter.ts'

export interface ReplyDraft {
  readonly text: string
  readonly basis?: string
  readonly by?: string
}

/** So much of a reply that was sent before counts as the same words. */
const sameWords = 0.8
/** Below this the agent is asked to look again. */
const enough = 0.6
const leastSigns = 15

/** Words that say that somebody else should be asked, or nothing at all. */
const evasive = /(不属于(我|本)(单位|局|部门)|请(您)?(咨询|联系)其他|已收悉|我们会高度重视|正在研究|尽快处理)/
const basisWords = /(《[^》]{2,40}》|第[一二三四五六七八九十百\d]+条|根据|依据|按照)/
const dayWords =
  /(\d{4}年|\d{1,2}月\d{1,2}日|\d+个?(工作日|日内|天内|小时内)|(今|明|后)[天日]|本周|下周|月底前|已(经)?(办结|解决|完成|恢复|处理|退|支付|清运|修复|整改|立案|责令)|立案|处理完毕|办理完毕|整改到位)/

/** Pairs of neighbouring characters that say something. */
function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const run of runsOf(text).filter(({ script }) => script === 'han')) {
    const signs = [...run.text]
    for (let at = 1; at < signs.length; at++) pairs.add(`${signs[at - 1]}${signs[at]}`)
  }
  return pairs
}

/** Judges a draft against what was asked and what was sent before. Pure. */
export function checkDraft(question: string, draft: ReplyDraft, before: readonly string[]): ReplyCheck {
  const { text, basis, by } = draft
  const asked = pairsOf(question)
  const shared = [...pairsOf(text)].filter((pair) => asked.has(pair)).length
  const own = shinglesOf(text)
  const reused = before.some((each) => resemblance(own, shinglesOf(each)) >= sameWords)
  const says = [...text.trim()].length >= leastSigns && !(evasive.test(text) && !dayWords.test(text))
  const finding = (id: string, ok: boolean, title: string, en: string) => ({ id, ok, title, en })
  const findings = [
    finding('answers', shared >= 2, '回应了诉求中的事项', 'It speaks of what was asked'),
    finding('substance', says, '有实质内容，不推诿', 'It has substance and does not evade'),
    finding('basis', Boolean(basis?.trim()) || basisWords.test(text), '写明了依据', 'It gives a basis'),
    finding('day', Boolean(by) || dayWords.test(text), '写明了结果或者时间', 'It names a result or a day'),
    finding('own_words', !reused, '不是套用以前的答复', 'It is no text that was used before'),
  ]
  const good = findings.filter((each) => each.ok).length
  return { score: Math.round((good / findings.length) * 100) / 100, enough, findings }
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
