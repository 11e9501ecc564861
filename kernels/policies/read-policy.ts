/** Reads a policy from data of a pack or an editor: the policy, or all that is wrong with its shape. */
import {
  type Benefit,
  benefitKinds,
  type Duty,
  type ExampleKind,
  type Exclusion,
  levels,
  type Policy,
  type PolicyCondition,
  type PolicyDocument,
  type PolicyExample,
  type UnsurePart,
  unsureParts,
} from './policy.ts'
import { type PolicyProblem, problem } from './problem.ts'
import { readTable } from './read-dictionary.ts'
import { isDay, isFacts, isFlag, isNumber, isText, isTexts, ShapeReader } from './read-shape.ts'

const kinds: readonly ExampleKind[] = ['in', 'out', 'unknown', 'edge']
const pers = ['once', 'month', 'quarter', 'year', 'period', 'person'] as const

/** The policy that the data says, or its problems. FEEL is not looked at here; see `checkPolicy`. */
export function readPolicy(data: unknown): Policy | readonly PolicyProblem[] {
  const problems: PolicyProblem[] = []
  const reader = new ShapeReader(data, '', problems)
  const policy: Policy = {
    id: reader.must('id', isId, '小写英文与连字符组成的编号', 'an id of small letters and hyphens', ''),
    version: reader.must('version', isVersion, '从 1 起的整数', 'a whole number from 1', 1),
    title: reader.words('title'),
    document: reader.group('document', readDocument),
    validFrom: reader.day('validFrom'),
    ...reader.may('validUntil', isDay, '日期', 'a day'),
    ...reader.may('repealedBy', isText, '文件名', 'the name of a document'),
    confidence: reader.text('confidence'),
    ...reader.may('unsure', isUnsureParts, `其中几项：${unsureParts.join('、')}`, `some of ${unsureParts.join(', ')}`),
    ...reader.may('responsible', isText, '部门类别', 'a kind of department'),
    ...reader.may('suites', isTexts, '清单编号', 'ids of lists'),
    ...optionalList(reader, 'tables', readTable),
    conditions: reader.list('conditions', readCondition),
    benefit: reader.group('benefit', readBenefit),
    ...reader.may('order', isNumber, '数字', 'a number'),
    ...readExcludes(reader),
    duties: reader.list('duties', readDuty),
    ...reader.may('freeOfApplication', isFlag, 'true 或 false', 'true or false'),
    examples: reader.list('examples', readExample),
  }
  reader.done()
  problems.push(...findShapeFaults(policy))
  return problems.length > 0 ? problems : policy
}

/** Whether what was read are problems. */
export function isProblems<T>(read: T | readonly PolicyProblem[]): read is readonly PolicyProblem[] {
  return Array.isArray(read)
}

function readDocument(reader: ShapeReader): PolicyDocument {
  return {
    number: reader.text('number'),
    issuer: reader.words('issuer'),
    level: reader.one('level', levels),
    ...reader.may('region', isText, '行政区划代码', 'the code of a region'),
    ...reader.may('issuedOn', isDay, '日期', 'a day'),
    title: reader.words('title'),
    ...reader.may('url', isText, '网址', 'an address'),
    ...reader.may('text', isText, '正文', 'the text'),
    ...optionalList(reader, 'attachments', (item) => ({ title: item.words('title'), url: item.text('url') })),
  }
}

export function readCondition(reader: ShapeReader): PolicyCondition {
  return {
    id: reader.must('id', isId, '小写英文与连字符组成的编号', 'an id of small letters and hyphens', ''),
    title: reader.words('title'),
    when: reader.text('when'),
    source: reader.text('source'),
  }
}

export function readBenefit(reader: ShapeReader): Benefit {
  return {
    kind: reader.one('kind', benefitKinds),
    title: reader.words('title'),
    ...reader.may('amount', isText, '金额算式', 'a formula'),
    ...reader.may('ceiling', isAmount, '封顶金额', 'a highest amount'),
    ...reader.may('per', (value): value is (typeof pers)[number] => pers.includes(value as never), '周期', 'a period'),
    ...reader.may('source', isText, '依据', 'its source'),
  }
}

function readExcludes(reader: ShapeReader): { readonly excludes?: Exclusion[] } {
  return optionalList(reader, 'excludes', (item) => ({
    ...(item.data.policy === undefined ? { group: item.text('group') } : { policy: item.text('policy') }),
    rule: item.one('rule', ['highest', 'once'] as const),
    ...item.may('source', isText, '依据', 'its source'),
  }))
}

function readDuty(reader: ShapeReader): Duty {
  return { title: reader.words('title'), ...reader.may('after', isText, '时限', 'a time') }
}

function readExample(reader: ShapeReader): PolicyExample {
  return {
    title: reader.text('title'),
    kind: reader.one('kind', kinds),
    facts: reader.must('facts', isFacts, '事实', 'facts', {}),
    verdict: reader.one('verdict', ['yes', 'no', 'unknown'] as const),
    ...reader.may('amount', isNumber, '金额', 'an amount'),
    ...reader.may('on', isDay, '日期', 'a day'),
  }
}

function optionalList<K extends string, T>(
  reader: ShapeReader,
  name: K,
  read: (item: ShapeReader) => T,
): { [name in K]?: T[] } {
  const items = reader.list(name, read)
  return (items.length > 0 ? { [name]: items } : {}) as { [name in K]?: T[] }
}

function isUnsureParts(value: unknown): value is UnsurePart[] {
  return Array.isArray(value) && value.every((part) => unsureParts.includes(part))
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9-]{0,79}$/.test(value)
}

function isVersion(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1
}

function isAmount(value: unknown): value is string | number {
  return isText(value) || (isNumber(value) && value >= 0)
}

function findShapeFaults(policy: Policy): PolicyProblem[] {
  const ids = policy.conditions.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  return [
    ...(policy.conditions.length === 0
      ? [
          problem(
            'policies.shape',
            'conditions',
            { zh: '至少要有一个条件', en: 'There must be a condition' },
            { zh: '没有门槛的政策写 true。', en: 'A policy for everybody has the condition true.' },
          ),
        ]
      : []),
    ...(twice === undefined
      ? []
      : [
          problem(
            'policies.shape',
            `conditions.${twice}`,
            { zh: `条件编号“${twice}”重复`, en: `Two conditions are called “${twice}”` },
            { zh: '请换一个编号。', en: 'Give one of them another id.' },
          ),
        ]),
    ...(policy.validUntil !== undefined && policy.validUntil < policy.validFrom
      ? [
          problem(
            'policies.days',
            'validUntil',
            { zh: '截止日早于起始日', en: 'It ends before it begins' },
            { zh: '请改正起止日期。', en: 'Correct the days.' },
          ),
        ]
      : []),
  ]
}
