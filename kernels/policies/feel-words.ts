/** What is wrong with an expression, in Chinese and English: the messages of the rules' parser, and names that are nearly right. */
import type { Words } from './words.ts'

const messages: readonly (readonly [RegExp, string])[] = [
  [/^The expression should have ended before this/, '表达式到这里就该结束了'],
  [/^Expected the end/, '后面多了内容'],
  [/^Expected the word ‘(.+?)’/, '这里应写“$1”'],
  [/^Expected ‘(.+?)’/, '这里应有“$1”'],
  [/^The expression is too involved/, '表达式过于复杂'],
  [/^The expression is nested too deeply/, '嵌套层数过多'],
  [/^A value is missing/, '这里缺少一个值'],
  [/^A list item is missing/, '列表少了一项'],
  [/^A range is missing/, '这里缺少一个区间'],
  [/^The range is not closed/, '区间没有写完'],
  [/^A name is missing after the dot/, '点号后面缺少名称'],
  [/^A name is missing/, '这里缺少名称'],
  [/^A type is missing/, '这里缺少类型'],
]

const advices: readonly (readonly [RegExp, string])[] = [
  [/^Check for a missing operator/, '请检查前面是否漏了运算符、逗号或括号。'],
  [/^Remove what follows/, '请删去后面的内容。'],
  [/^Put ‘(.+?)’ here/, '请在这里补上“$1”。'],
  [/^Split it/, '请拆成几个条件来写。'],
  [/^Write a value, a name/, '请在这里写一个数、名称或函数。'],
  [/^‘(.+?)’ is a word of the language/, '“$1”是运算词，请先写一个数或名称。'],
  [/^Remove the last comma/, '请删去多余的逗号。'],
  [/^Start it with/, '区间以 [ 或 ( 开头。'],
  [/^End it with/, '区间以 ] 或 ) 结束。'],
]

/** A message of the parser in both languages. */
export function parserWords(message: string, advice: string): { readonly message: Words; readonly advice: Words } {
  const found = /; found (.+)$/.exec(message)?.[1]
  const place = found === undefined || found === 'the end' ? '' : `（写的是 ${found}）`
  return {
    message: { zh: `${translated(messages, message) ?? '这里不合语法'}${place}`, en: message },
    advice: { zh: translated(advices, advice) ?? '请对照示例改写。', en: advice || 'Rewrite this part.' },
  }
}

function translated(known: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  for (const [pattern, zh] of known) {
    const match = pattern.exec(text)
    if (match) return zh.replace('$1', match[1] ?? '')
  }
  return undefined
}

/** The known name nearest to a misspelt one; undefined when none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.ceil(name.length / 3)) + 1
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), least)
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

/** Levenshtein's distance, given up at `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same))
    }
    row = next
  }
  return row[b.length] ?? most
}
