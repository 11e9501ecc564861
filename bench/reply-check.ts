/** The check of replies against marks that people gave: does the reply explain? Beside it, what the length of the reply alone would say. */
import { checkReply, replyFeatures, signsOf } from '../kernels/text/index.ts'
import type { Figure } from '../scripts/bench.ts'
import { readRows } from './citizen-messages.ts'

interface MarkedReply {
  readonly topic: string
  readonly detail: string
  readonly reply: string
  readonly explainable_syu_human: 0 | 1
}

const folds = 5
const ridge = 1
const steps = 25
const draws = 200

/** The share of pairs of a good and a bad one that are in the right order; ties count half. */
export function areaUnderCurve(scores: readonly number[], marks: readonly number[]): number {
  const order = scores.map((score, at) => ({ score, mark: marks[at] ?? 0 })).sort((a, b) => a.score - b.score)
  const good = marks.filter((mark) => mark === 1).length
  let ranks = 0
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && order[to]?.score === order[from]?.score) to++
    ranks += ((from + to + 1) / 2) * order.slice(from, to).filter(({ mark }) => mark === 1).length
    from = to
  }
  return (ranks - (good * (good + 1)) / 2) / (good * (marks.length - good))
}

/** Logistic regression by Newton's method: bias first, which is not held back. */
export function learnWeights(rows: readonly (readonly number[])[], marks: readonly number[]): readonly number[] {
  const size = (rows[0]?.length ?? 0) + 1
  let weights = new Array<number>(size).fill(0)
  for (let step = 0; step < steps; step++) {
    const system = weights.map((weight, at) => {
      const line = new Array<number>(size + 1).fill(0)
      line[at] = at === 0 ? 1e-9 : ridge
      line[size] = at === 0 ? 0 : -ridge * weight
      return line
    })
    for (const [at, row] of rows.entries()) addRow(system, [1, ...row], weights, marks[at] ?? 0)
    const change = solve(system)
    weights = weights.map((weight, at) => weight + (change[at] ?? 0))
  }
  return weights
}

function addRow(system: number[][], row: readonly number[], weights: readonly number[], mark: number): void {
  const likely = 1 / (1 + Math.exp(-product(weights, row)))
  for (const [at, line] of system.entries()) {
    const value = row[at] ?? 0
    for (const [other, also] of row.entries()) line[other] = (line[other] ?? 0) + likely * (1 - likely) * value * also
    line[row.length] = (line[row.length] ?? 0) + (mark - likely) * value
  }
}

function product(weights: readonly number[], row: readonly number[]): number {
  return row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0)
}

/** Gauss–Jordan; the matrix is positive definite, so no pivot is sought. */
function solve(system: number[][]): readonly number[] {
  for (const [at, line] of system.entries()) {
    const pivot = line[at] ?? 1
    for (const [other, also] of system.entries()) {
      if (other === at) continue
      const share = (also[at] ?? 0) / pivot
      for (const place of also.keys()) also[place] = (also[place] ?? 0) - share * (line[place] ?? 0)
    }
  }
  return system.map((line, at) => (line.at(-1) ?? 0) / (line[at] ?? 1))
}

/** Every reply weighed by weights that were learnt without it. */
function crossWeigh(rows: readonly (readonly number[])[], marks: readonly number[]): readonly number[] {
  const scores = new Array<number>(rows.length).fill(0)
  for (let fold = 0; fold < folds; fold++) {
    const learnt = learnWeights(
      rows.filter((_, at) => at % folds !== fold),
      marks.filter((_, at) => at % folds !== fold),
    )
    for (const [at, row] of rows.entries()) if (at % folds === fold) scores[at] = product(learnt, [1, ...row])
  }
  return scores
}

/** In what share of draws with replacement one order is better than another. The same draws on every machine. */
function shareBetter(one: readonly number[], other: readonly number[], marks: readonly number[]): number {
  let state = 1
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * marks.length)
  }
  let better = 0
  for (let draw = 0; draw < draws; draw++) {
    const drawn = marks.map(next)
    const of = (values: readonly number[]): readonly number[] => drawn.map((at) => values[at] ?? 0)
    if (areaUnderCurve(of(one), of(marks)) > areaUnderCurve(of(other), of(marks))) better++
  }
  return better / draws
}

function calibrationError(scores: readonly number[], marks: readonly number[]): number {
  const sums = new Array<number>(10).fill(0)
  for (const [at, score] of scores.entries()) {
    const step = Math.min(9, Math.floor(score * 10))
    sums[step] = (sums[step] ?? 0) + score - (marks[at] ?? 0)
  }
  return sums.reduce((sum, each) => sum + Math.abs(each) / scores.length, 0)
}

const question = ({ topic, detail }: MarkedReply): string => `${topic} ${detail}`

/**
 * Figures of `checkReply`. The weights it carries were learnt on these rows, so the first figure is the one to go by; the
 * forms of words (receipt, passing on, …) were written with these replies in view, which no folding takes away.
 */
export function replyFigures(): readonly Figure[] {
  const rows = readRows<MarkedReply>('replies_2816.jsonl.gz')
  const marks = rows.map((row) => row.explainable_syu_human)
  const features = rows.map((row) => replyFeatures(signsOf(question(row), row.reply)))
  const lengths = rows.map(({ reply }) => reply.length)
  const begun = process.cpuUsage().user
  const given = rows.map((row) => checkReply({ question: question(row), reply: row.reply }).score)
  const rate = (rows.length / (process.cpuUsage().user - begun)) * 1e6
  const answers = (asked: MarkedReply, { reply }: MarkedReply): boolean =>
    checkReply({ question: question(asked), reply }).findings.some(({ id, ok }) => id === 'answers' && ok)
  const own = rows.map((row) => answers(row, row))
  const swapped = rows.map((row, at) => answers(rows[(at + 7) % rows.length] ?? row, row))
  const explained = marks.map((mark) => mark === 1)
  const share = (of: readonly boolean[], among: readonly boolean[]): number =>
    of.filter((each, at) => each && among[at]).length / among.filter(Boolean).length
  const learnt = crossWeigh(features, marks)
  const alone = areaUnderCurve(lengths, marks)
  const held = areaUnderCurve(learnt, marks)
  const whole = areaUnderCurve(given, marks)
  const peer = `length alone ${(100 * alone).toFixed(2)} %`
  console.error(
    `text: weights learnt from all marked replies: ${learnWeights(features, marks)
      .map((each) => each.toFixed(3))
      .join(', ')}`,
  )
  const error = calibrationError(given, marks)
  const weak = given.map((score) => score < 0.6)
  return [
    { name: 'reply check, weights of five folds: AUC', value: 100 * held, unit: '%', peer, ratio: held / alone },
    {
      name: 'reply check as it stands, learnt on the same: AUC',
      value: 100 * whole,
      unit: '%',
      peer,
      ratio: whole / alone,
    },
    {
      name: 'reply check of five folds above length alone, in draws',
      value: shareBetter(learnt, lengths, marks),
      unit: '',
      peer: '0.5 is chance',
      ratio: null,
    },
    {
      name: 'reply check: mean error of calibration',
      value: error,
      unit: '',
      peer: 'at most 0.05',
      ratio: 0.05 / error,
    },
    {
      name: 'replies that do not explain, below 0.6',
      value: share(
        weak,
        explained.map((is) => !is),
      ),
      unit: '',
      peer: `of those that explain ${share(weak, explained).toFixed(3)}`,
      ratio: null,
    },
    {
      name: 'replies that explain and speak of what was asked',
      value: share(own, explained),
      unit: '',
      peer: `put to another question ${share(swapped, explained).toFixed(3)}`,
      ratio: null,
    },
    { name: 'replies checked, one core', value: rate, unit: '1/s', peer: '', ratio: null },
  ]
}
