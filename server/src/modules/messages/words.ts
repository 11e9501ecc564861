/** What is told outside, in a sentence: no name, no number, only the matter and where to look. */
import type { Message } from '@steppe/contracts/messages'

type Said = Readonly<Record<'zh' | 'en', string>>

const says: Readonly<Record<Message['kind'], Said>> = {
  correcting: { zh: '需要补正材料', en: 'needs documents from you' },
  accepted: { zh: '已受理', en: 'has been accepted' },
  approved: { zh: '已准予', en: 'has been granted' },
  denied: { zh: '不予许可', en: 'has not been granted' },
  refused: { zh: '不予受理', en: 'has not been accepted' },
  lapsed: { zh: '因逾期未补正已终止', en: 'has lapsed' },
  revoked: { zh: '已被撤销', en: 'has been revoked' },
  closed: { zh: '已办结', en: 'is closed' },
  paused: { zh: '已中止计时', en: 'is paused' },
  resumed: { zh: '已恢复计时', en: 'goes on' },
  extended: { zh: '办理期限已延长', en: 'takes longer' },
  hearing_offered: { zh: '可以申请听证', en: 'may be heard before it is decided, if you ask' },
  hearing_called: { zh: '的听证已经定了日子', en: 'has a day for its hearing' },
  moved: { zh: '办理期限有变', en: 'has another due day' },
  signature_asked: { zh: '请您会签', en: 'waits for your signature' },
  handed_over: { zh: '已转交您办理', en: 'was handed to you' },
  policy_fits: { zh: '可以享受', en: 'is a policy your firm can have' },
  order_given: { zh: '已派给承办单位', en: 'was given to a department' },
  order_replied: { zh: '有了答复', en: 'has a reply' },
  order_refused: { zh: '没有受理，理由和途径请查看', en: 'was not taken in; see why and what to do' },
  order_merged: { zh: '与另一件相同的诉求合并办理', en: 'goes on together with another of the same matter' },
  order_parted: { zh: '恢复单独办理', en: 'goes on by itself again' },
  order_excluded: {
    zh: '有一项处理没有计入统计，理由请查看，可以申诉',
    en: 'is not counted in one respect; see why, you can appeal',
  },
  exclusion_decided: { zh: '的申诉有了复核结果', en: ': your appeal was decided' },
  objection_decided: { zh: '的考核申诉有了复核结果', en: ': the objection was decided' },
  order_reopened: { zh: '已重新办理', en: 'was opened again' },
  order_supervised: { zh: '超过时限，正在督办', en: 'is past its limit and supervised' },
  award_found: {
    zh: '已列入免申即享名单，请确认收款账户',
    en: 'is paid without application; please confirm the account',
  },
}

/** What the person must do by the day. */
const mustAct: Readonly<Partial<Record<Message['kind'], Said>>> = {
  correcting: { zh: '，请于{day}前补正', en: ', by {day}' },
  hearing_offered: { zh: '，请于{day}前申请', en: ' by {day}' },
  hearing_called: { zh: '：{day}', en: ': {day}' },
}

export interface Told {
  readonly kind: Message['kind']
  readonly case: string | null
  readonly title: string
  readonly day: string | null
}

/** The sentence that is sent. `site` is what the installation is called. */
export function sentenceOf(told: Told, site: Said, language: 'zh' | 'en'): string {
  const { kind, title, day } = told
  const asked = mustAct[kind]
  const when = day
    ? asked
      ? asked[language].replace('{day}', day)
      : language === 'en'
        ? `, due ${day}`
        : `，截止${day}`
    : ''
  if (language === 'en')
    return `[${site.en}] “${title}”${told.case ? ` (${told.case})` : ''} ${says[kind].en}${when}. Sign in to see it.`
  return `【${site.zh}】您的“${title}”${told.case ? `（${told.case}）` : ''}${says[kind].zh}${when}。详情请登录查看，退订可在“消息”中设置。`
}

/** What is written to somebody who wrote an appeal by mail: they cannot sign in, so the reply stands in it. */
export function answerByMail(
  { kind, case: order, title }: Omit<Told, 'day'>,
  site: Said,
  reply: string | undefined,
): string {
  const said = `【${site.zh}】您的“${title}”（${order}）${says[kind].zh}。`
  return reply ? `${said}\n\n${reply}` : said
}
