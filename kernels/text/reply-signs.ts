/** What can be seen in an official reply: what it shares with the question, basis, day, measures, contact, and how much of it is only form. */

import { gramsOf, runsOf } from './normalise.ts'
import { type Clause, type ClauseKind, clausesOf } from './reply-clauses.ts'
import { soundsLikePlace } from './shared-phrases.ts'

export interface ReplySigns {
  /** Characters of all that is said, without address, thanks and date. */
  readonly said: number
  /** Characters of the matter alone. */
  readonly matter: number
  /** Stretches of two characters of the question that the matter takes up, each weighing 0–1 by its rarity. */
  readonly shared: number
  /** The longest words shared with the question, places first. */
  readonly sharedWords: readonly string[]
  readonly basis: readonly string[]
  readonly days: readonly string[]
  readonly measures: readonly string[]
  readonly contacts: readonly string[]
  readonly received: readonly string[]
  readonly passedOn: readonly string[]
  readonly sentOn: readonly string[]
  readonly polite: readonly string[]
}

/** Words that stand in most questions and replies and show nothing; their pairs weigh nothing. */
const usual =
  '反映 问题 情况 您好 你好 网友 市民 群众 回复 答复 如下 我们 我市 我局 你们 您的 你的 留言 来信 关于 有关 相关 部门 单位 进行 工作 处理 调查 核实 解决 已经 希望 请求 可以 是否 什么 怎么 没有 投诉 咨询 建议 举报 领导 政府 感谢 支持 现在 因为 所以 这个 一个 请问 尊敬 根据 按照 要求 以上 附近 或者 人员 时间 正在 尽快 目前 办理 申请 存在'
const usualPairs = new Set(usual.split(' '))
const particle = /[的了是在和与及或我你您们]/u

const basisForms =
  /《[^》]{2,60}》|\p{L}{0,8}[〔﹝[(【](?:19|20)\d\d[〕﹞\])】]\s*\d+\s*号|第[一二三四五六七八九十百零\d]+条(?:第[一二三四五六七八九十\d]+[款项])?|(?:根据|依据|按照|依照)(?!《)[^，,。；;\s]{2,40}/gu
const dayForms =
  /(?:\d{4}[年\-./])?\d{1,2}[月\-./]\d{1,2}日?|\d{4}年(?:\d{1,2}月)?|\d{1,2}月(?:份|底|初|中旬|上旬|下旬)|\d+\s*个?(?:工作日|自然日|日内|天内|天|小时内|小时|个?月内)|[今明后][天日年]|[本下上]周|[年月]底前?|[本下当次]月|季度[末内]|已经?(?:办结|解决|完成|恢复|退还|退款|支付|清运|修复|整改|立案|拆除)|立案(?:处理|查处|调查)?|责令\p{L}{0,6}|(?:处理|办理|整改|修复|维修)(?:完毕|到位|完成)/gu
const measureForms =
  /因为?(?=\p{L}{3})|由于|因此|所以|为此|原因|经(?:现场|我局|调阅)?(?:检?查|核查|调查|了解|核实|勘查|勘察)\p{L}{0,2}|已(?:经)?(?:完成|责令|安排|要求|整改|解决|立案|联系|组织|督促|启动|拆除|处罚|退还)|责令|立案|[一二三四五六七八九]是|[一二三四五六七八九]、|(?:^|[\s。；])\d{1,2}[.、)](?=\p{L})|首先|其次|其三|下一步|[^，,。；;\s\d]{0,4}\d+(?:\.\d+)?(?:万|亿)?(?:元|米|公里|平方米|户|人|处|台|辆|次|%|吨|亩)/gu
const contactForms =
  /(?<![\d-])(?:0\d{2,3}\s?[-—–]\s?)?\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)(?:1[12]\d{3}|9[56]\d{3,4})(?!\d)|[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}|(?:地址|联系人)[为是:：]?[^，,。；;\s]{2,30}/gu

const most = 5

/** Known replies say which words are common in replies; without them all but the usual words weigh the same. */
export function signsOf(question: string, reply: string, knownReplies: readonly string[] = []): ReplySigns {
  const clauses = clausesOf(reply)
  const matter = wordsIn(clauses, 'matter').join('，')
  const told = clauses.filter(({ kind }) => kind !== 'date' && kind !== 'address').map(({ words }) => words)
  const text = told.join('，')
  const asked = pairsOf(question)
  const shared = [...pairsOf(matter)].filter((pair) => asked.has(pair) && !usualPairs.has(pair) && !particle.test(pair))
  const weight = rarityIn(knownReplies)
  return {
    said: size(wordsIn(clauses, 'matter', 'sending_on', 'promise', 'opening', 'receipt', 'passing_on')),
    matter: size(wordsIn(clauses, 'matter')),
    shared: shared.reduce((sum, pair) => sum + weight(pair), 0),
    sharedWords: longestShared(shared, matter, question),
    basis: found(text, basisForms),
    days: found(text, dayForms),
    measures: found(matter, measureForms),
    contacts: found(text, contactForms),
    received: wordsIn(clauses, 'receipt').slice(0, most),
    passedOn: wordsIn(clauses, 'passing_on').slice(0, most),
    sentOn: wordsIn(clauses, 'sending_on').slice(0, most),
    polite: wordsIn(clauses, 'politeness').slice(0, most),
  }
}

function wordsIn(clauses: readonly Clause[], ...kinds: readonly ClauseKind[]): readonly string[] {
  return clauses.filter(({ kind }) => kinds.includes(kind)).map(({ words }) => words)
}

function size(words: readonly string[]): number {
  return words.reduce((sum, each) => sum + [...each].length, 0)
}

function found(text: string, forms: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(forms)].map(([words]) => words.trim()))].slice(0, most)
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(
    runsOf(text)
      .filter(({ script }) => script === 'han')
      .flatMap((run) => gramsOf([...run.text], 2).map((pair) => pair.join(''))),
  )
}

/** 1 for a pair that no known reply has, 0 for one that all have. */
function rarityIn(replies: readonly string[]): (pair: string) => number {
  if (replies.length === 0) return () => 1
  const counts = new Map<string, number>()
  for (const reply of replies) for (const pair of pairsOf(reply)) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  const all = Math.log(replies.length + 1)
  return (pair) => 1 - Math.log((counts.get(pair) ?? 0) + 1) / all
}

/** Joins shared pairs that follow each other in the matter: 新华, 华东, 东街 → 新华东街. */
function longestShared(shared: readonly string[], matter: string, question: string): readonly string[] {
  const pairs = new Set(shared)
  const words = new Set<string>()
  for (const run of runsOf(matter)) {
    let word = ''
    for (const pair of [...gramsOf([...run.text], 2).map((each) => each.join('')), '']) {
      const longer = word === '' ? pair : word + [...pair].slice(1).join('')
      const goesOn = pairs.has(pair) && question.includes(longer)
      if (!goesOn && word !== '') words.add(word)
      word = goesOn ? longer : pairs.has(pair) ? pair : ''
    }
  }
  const places = (word: string): number => (soundsLikePlace(word) ? 1 : 0)
  return [...words].sort((a, b) => places(b) - places(a) || b.length - a.length || (a < b ? -1 : 1)).slice(0, most)
}
