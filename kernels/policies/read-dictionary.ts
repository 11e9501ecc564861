/** Reads the dictionary of facts and the tables that derive facts, from data of a pack. */
import { type FactDefinition, type FactTable, factTypes, type RegisterField, registerFields } from './dictionary.ts'
import { type PolicyProblem, problem } from './problem.ts'
import { isDay, isFacts, isFlag, isNumber, isText, isTexts, ShapeReader } from './read-shape.ts'
import { isWords } from './words.ts'

/** The facts of a file `facts.yaml`: `{ facts: […] }`. */
export function readFactDefinitions(data: unknown): readonly FactDefinition[] | { readonly problems: PolicyProblem[] } {
  const problems: PolicyProblem[] = []
  const reader = new ShapeReader(data, '', problems)
  const facts = reader.list('facts', readFact)
  reader.done()
  return problems.length > 0 ? { problems } : facts
}

/** The table of a file `tables/<id>.yaml`. */
export function readFactTable(data: unknown): FactTable | { readonly problems: PolicyProblem[] } {
  const problems: PolicyProblem[] = []
  const reader = new ShapeReader(data, '', problems)
  const table = readTable(reader)
  reader.done()
  return problems.length > 0 ? { problems } : table
}

/** A table as it stands in a file or in a policy. */
export function readTable(reader: ShapeReader): FactTable {
  const table: FactTable = {
    id: reader.must('id', isFactId, '英文小驼峰名', 'a camelCase name', ''),
    title: reader.words('title'),
    type: reader.one('type', factTypes),
    ...readChoices(reader),
    source: reader.text('source'),
    validFrom: reader.day('validFrom'),
    ...reader.may('validUntil', isDay, '日期', 'a day'),
    hitPolicy: reader.one('hitPolicy', ['F', 'U', 'P'] as const),
    inputs: reader.list('inputs', (item) => ({ title: item.words('title'), of: item.text('of') })),
    rules: reader.list('rules', (item) => ({
      when: item.must('when', isTexts, '单元格列表', 'a list of cells', []),
      gives: item.text('gives'),
      ...item.may('source', isText, '依据', 'its source'),
    })),
    examples: reader.list('examples', (item) => ({
      title: item.text('title'),
      facts: item.must('facts', isFacts, '事实', 'facts', {}),
      ...item.may('result', (value): value is unknown => value !== undefined, '结果', 'a result'),
    })),
  }
  reader.problems.push(...findUnevenRows(table, reader.place === '' ? '' : `${reader.place}.`))
  return table
}

function readFact(reader: ShapeReader): FactDefinition {
  return {
    id: reader.must('id', isFactId, '英文小驼峰名', 'a camelCase name', ''),
    title: reader.words('title'),
    type: reader.one('type', factTypes),
    ...reader.may('unit', isWords, '中英文单位', 'a unit in both languages'),
    ...readChoices(reader),
    ...reader.may('min', isNumber, '数字', 'a number'),
    ...reader.may('max', isNumber, '数字', 'a number'),
    source: reader.words('source'),
    purpose: reader.words('purpose'),
    ...reader.may('register', isRegisterField, `其中之一：${registerFields.join('、')}`, registerFields.join(', ')),
    ...reader.may('personal', isFlag, 'true 或 false', 'true or false'),
    ...reader.may('cost', isNumber, '数字', 'a number'),
  }
}

function readChoices(reader: ShapeReader): Pick<FactDefinition, 'choices'> {
  const choices = reader.list('choices', (item) => ({ value: item.text('value'), title: item.words('title') }))
  return choices.length > 0 ? { choices } : {}
}

function isRegisterField(value: unknown): value is RegisterField {
  return registerFields.includes(value as RegisterField)
}

function isFactId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-zA-Z0-9]{0,59}$/.test(value)
}

function findUnevenRows(table: FactTable, place: string): PolicyProblem[] {
  return table.rules.flatMap((rule, index) =>
    rule.when.length === table.inputs.length
      ? []
      : [
          problem(
            'policies.shape',
            `${place}rules.${index + 1}.when`,
            {
              zh: `第 ${index + 1} 行有 ${rule.when.length} 格，应为 ${table.inputs.length} 格`,
              en: `Row ${index + 1} has ${rule.when.length} cells, not ${table.inputs.length}`,
            },
            { zh: '不限的格写 “-”。', en: 'Write “-” where anything will do.' },
          ),
        ],
  )
}
