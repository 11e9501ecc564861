/** Real citizen messages: kinds of matter learnt by five-fold cross-validation, hot issues, the check of replies, and how long each takes. */
import {
  type Classification,
  classify,
  hotIssues,
  type LabelledText,
  macroF1,
  trainClassifier,
} from '../kernels/text/index.ts'
import type { Figure } from '../scripts/bench.ts'
import { isSameIssue, issuesOfSeveralTeams, messagesAbsent, readHeard, readRows } from './citizen-messages.ts'
import { replyFigures } from './reply-check.ts'

export const name = 'text'

const folds = 5

interface Held {
  readonly truth: string
  readonly found: Classification
}

/** Every row answered by a model that has not seen it. Rows of a label are dealt round the folds in the order of the file. */
function crossValidate(rows: readonly LabelledText[]): {
  held: readonly Held[]
  training: number
  classifying: number
} {
  const met = new Map<string, number>()
  const foldOf = rows.map(({ label }) => {
    met.set(label, (met.get(label) ?? 0) + 1)
    return (met.get(label) ?? 0) % folds
  })
  const held: Held[] = []
  let training = 0
  let classifying = 0
  for (let fold = 0; fold < folds; fold++) {
    const begun = performance.now()
    const model = trainClassifier(rows.filter((_, row) => foldOf[row] !== fold))
    training = Math.max(training, performance.now() - begun)
    const own = rows.filter((_, row) => foldOf[row] === fold)
    const asked = process.cpuUsage().user
    for (const { text, label } of own) held.push({ truth: label, found: classify(model, text) })
    classifying += (process.cpuUsage().user - asked) / 1000
  }
  return { held, training, classifying }
}

/** Mean distance between what was said and what was so, over ten steps of confidence. */
function calibrationError(held: readonly Held[]): number {
  const steps = Array.from({ length: 10 }, (_, step) =>
    held.filter(({ found }) => Math.min(9, Math.floor(found.confidence * 10)) === step),
  )
  return steps.reduce((sum, of) => {
    const right = of.filter(({ truth, found }) => found.label === truth).length
    const said = of.reduce((total, { found }) => total + found.confidence, 0)
    return sum + Math.abs(right - said) / held.length
  }, 0)
}

function classification(): readonly Figure[] {
  const rows = readRows<LabelledText>('labelled.jsonl.gz')
  const { held, training, classifying } = crossValidate(rows)
  const labels = [...new Set(rows.map(({ label }) => label))]
  const kinds = (of: (row: Held) => string | undefined) => held.map((row) => labels.indexOf(of(row) ?? ''))
  const guessed = kinds(({ found }) => found.label)
  const truth = kinds((row) => row.truth)
  const f1 = macroF1(guessed, truth, labels.length)
  const accuracy = guessed.filter((guess, row) => guess === truth[row]).length / held.length
  const certain = held.filter(({ found }) => found.certain)
  const right = certain.filter((row) => row.found.label === row.truth).length / certain.length
  const error = calibrationError(held)
  const rate = (held.length / classifying) * 1000
  const seconds = training / 1000
  return [
    { name: 'kinds of matter, five folds: macro-F1', value: f1, unit: '', peer: 'wanted 0.90', ratio: f1 / 0.9 },
    {
      name: 'kinds of matter, five folds: accuracy',
      value: accuracy,
      unit: '',
      peer: 'character SVM 0.890',
      ratio: accuracy / 0.89,
    },
    {
      name: 'confidence: mean error of calibration',
      value: error,
      unit: '',
      peer: 'at most 0.05',
      ratio: 0.05 / error,
    },
    {
      name: `right where certain (${((100 * certain.length) / held.length).toFixed(0)} % of messages)`,
      value: right,
      unit: '',
      peer: 'wanted 0.95',
      ratio: right / 0.95,
    },
    { name: 'messages told apart, one core', value: rate, unit: '1/s', peer: 'at least 2000', ratio: rate / 2000 },
    { name: 'learning from 2,236 messages', value: seconds, unit: 's', peer: 'at most 30', ratio: 30 / seconds },
  ]
}

function hotness(): readonly Figure[] {
  const messages = readHeard()
  const begun = performance.now()
  const issues = hotIssues(messages)
  const seconds = (performance.now() - begun) / 1000
  const several = issuesOfSeveralTeams()
  const found = several.filter((theirs) =>
    issues.some((ours) => isSameIssue(theirs.messages, new Set(ours.messages))),
  ).length
  return [
    {
      name: 'issues of several teams in our first ten',
      value: found,
      unit: `of ${several.length}`,
      peer: 'at least 4',
      ratio: found / 4,
    },
    { name: 'hot issues of 4,326 messages', value: seconds, unit: 's', peer: '', ratio: null },
  ]
}

export async function run(): Promise<readonly Figure[]> {
  if (messagesAbsent) {
    console.error('text: left out, ../shared/data/citizen-messages is absent')
    return []
  }
  return [...classification(), ...hotness(), ...replyFigures()]
}
