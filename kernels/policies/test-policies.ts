/** A small dictionary and policies for the tests, in the words of an office that pays subsidies. */
import { openBook } from './book.ts'
import type { FactDefinition, FactTable } from './dictionary.ts'
import type { Policy } from './policy.ts'

const words = (zh: string, en: string) => ({ zh, en })

function number(id: string, zh: string, en: string): FactDefinition {
  const source = words('人社部门', 'Office of labour')
  return { id, title: words(zh, en), type: 'number', min: 0, source, purpose: words('核对条件', 'To check conditions') }
}

/** 工业 of 工信部联企业〔2011〕300号: medium and small need both, else the next below. Revenue in yuan. */
export const sizeTable: FactTable = {
  id: 'sizeClass',
  title: words('企业规模', 'Size'),
  type: 'choice',
  choices: [
    { value: 'large', title: words('大型', 'Large') },
    { value: 'medium', title: words('中型', 'Medium') },
    { value: 'small', title: words('小型', 'Small') },
    { value: 'micro', title: words('微型', 'Micro') },
  ],
  source: '工信部联企业〔2011〕300号',
  validFrom: '2011-06-18',
  hitPolicy: 'F',
  inputs: [
    { title: words('从业人员', 'Staff'), of: 'employees' },
    { title: words('营业收入', 'Revenue'), of: 'revenue' },
  ],
  rules: [
    { when: ['>= 1000', '>= 400000000'], gives: '"large"' },
    { when: ['>= 300', '>= 20000000'], gives: '"medium"' },
    { when: ['>= 20', '>= 3000000'], gives: '"small"' },
    { when: ['-', '-'], gives: '"micro"' },
  ],
  examples: [
    { title: '二十人、三百万元', facts: { employees: 20, revenue: 3_000_000 }, result: 'small' },
    { title: '人多钱少', facts: { employees: 2000, revenue: 1_000_000 }, result: 'micro' },
    { title: '人少已可判定', facts: { employees: 3 }, result: 'micro' },
    { title: '还差营业收入', facts: { employees: 30 } },
  ],
}

export const book = openBook({
  facts: [
    number('employees', '从业人员', 'Staff'),
    number('revenue', '营业收入', 'Revenue'),
    number('insuredMonths', '参保月数', 'Months insured'),
    number('insuredStaff', '参保人数', 'Insured staff'),
    number('dismissedRate', '裁员率', 'Share dismissed'),
    number('lastPremium', '上年失业保险费', 'Premiums of last year'),
  ],
  tables: [sizeTable],
})

/** A policy with some of its parts. */
export function policyOf(part: Partial<Policy>): Policy {
  return {
    id: 'example',
    version: 1,
    title: words('示例政策', 'Example'),
    document: {
      number: '示例〔2026〕1号',
      issuer: words('示例部门', 'Example office'),
      level: 'national',
      issuedOn: '2026-01-01',
      title: words('示例通知', 'Example notice'),
    },
    validFrom: '2026-01-01',
    confidence: 'C',
    conditions: [{ id: 'few', title: words('十人以下', 'Up to ten'), when: 'employees <= 10', source: '第一条' }],
    benefit: { kind: 'cash', title: words('补贴', 'Subsidy') },
    duties: [],
    examples: [],
    ...part,
  }
}
