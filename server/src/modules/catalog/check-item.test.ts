/** The auditor's rules: each finds what it is for, and says how to mend it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Checked, checkItem } from './check-item.ts'

const text = (zh: string) => ({ zh })
const sound: Checked = {
  name: text('食品经营许可'),
  type: '01',
  legalBasis: [{ document: '中华人民共和国食品安全法', article: '第三十五条' }],
  statutoryLimit: { length: 10, unit: 'wd' },
  promisedLimit: { length: 5, unit: 'wd' },
  caseKind: '2',
  reviewKind: 'staged',
  steps: ['受理', '审核', '审批', '办结', '送达'].map((zh) => ({ name: { zh } })),
  result: { name: text('食品经营许可证'), kind: 'licence', sample: '/sample' },
  fee: { charged: false, items: [] },
  themes: { firm: ['permits'], person: ['permits'] },
  audience: ['1', '2'],
  forms: ['1', '2'],
  online: true,
  onlinePayment: false,
  postal: { materials: true, result: true },
  faq: [{ question: text('问'), answer: text('答') }],
  materials: [],
  visits: 0,
  visitReason: '无',
  onlineDepth: 'IV',
  promiseAllowed: false,
  tolerant: false,
  levels: ['4'],
  consultationPhone: '0471-1234567',
  complaintPhone: '0471-12345',
}

const codes = (change: Partial<Checked>) => checkItem({ ...sound, ...change }).map((error) => error.code)
const charged = { charged: true, basis: '某文件', items: [{ name: text('工本费'), standard: text('10元') }] }
const material = {
  id: 'm',
  name: text('材料'),
  originals: 1,
  copies: 0,
  necessity: 'required',
  kind: 'other',
  form: 'either',
  source: 'applicant',
  missable: false,
  proof: { mode: 'upload' },
} as const

test('a sound item passes', () => assert.deepEqual(checkItem(sound), []))

describe('what an auditor objects to', () => {
  const cases: readonly (readonly [string, Partial<Checked>, readonly string[]])[] = [
    [
      'promised at once but done by a promised day',
      { promisedLimit: { length: 0, unit: 'wd' } },
      ['case_kind', 'review_kind'],
    ],
    ['five days promised but done at once', { caseKind: '1', reviewKind: 'immediate' }, ['case_kind', 'review_kind']],
    ['a promise longer than the law', { promisedLimit: { length: 11, unit: 'wd' } }, ['promise_longer']],
    ['a licence whose result is a document', { result: { ...sound.result!, kind: 'document' } }, ['result_kind']],
    [
      'an approval that ends 批复 but issues a licence',
      { result: { name: text('某批复'), kind: 'licence', sample: 's' } },
      ['result_kind'],
    ],
    ['a result without a sample', { result: { name: text('某许可证'), kind: 'licence' } }, ['result_sample']],
    ['a visit without a reason', { visits: 1, onlineDepth: 'III' }, ['visit_reason']],
    ['no visit, yet a reason', { visitReason: '现场核验' }, ['visit_reason']],
    ['no visit, and only the window', { forms: ['1'], online: false, onlineDepth: 'I' }, ['no_remote_form']],
    ['depth IV with a visit', { visits: 1, visitReason: '须现场采集' }, ['depth_visits']],
    [
      'a fee without basis, standard or payment',
      { fee: { charged: true, items: [] } },
      ['fee_basis', 'fee_items', 'fee_payment'],
    ],
    ['no fee, yet online payment', { onlinePayment: true }, ['payment_without_fee']],
    ['the same telephone for help and complaint', { complaintPhone: '0471-1234567' }, ['phones_equal']],
    ['a telephone without its area code', { consultationPhone: '1234567' }, ['phone_area']],
    ['a firm’s item without a firm’s theme', { themes: { firm: [], person: ['permits'] } }, ['theme_missing']],
    ['a firm’s theme on a person’s item', { audience: ['1'] }, ['theme_unasked']],
    ['a permit without a question', { faq: [] }, ['permit_faq']],
    ['a permit of four steps', { steps: sound.steps.slice(0, 4) }, ['permit_steps']],
    ['no legal basis', { legalBasis: [] }, ['legal_basis']],
    [
      'a material that may follow on an item that is not tolerant',
      { materials: [{ ...material, missable: true }] },
      ['missable_without_tolerance'],
    ],
    [
      'a credential without its type',
      { materials: [{ ...material, proof: { mode: 'credential' } }] },
      ['credential_missing'],
    ],
    [
      'a promise without words where none is allowed',
      { materials: [{ ...material, proof: { mode: 'promise' } }] },
      ['promise_words', 'promise_not_allowed'],
    ],
    ['the same material twice', { materials: [material, material] }, ['material_twice']],
  ]
  for (const [what, change, expected] of cases) test(what, () => assert.deepEqual(codes(change), expected))

  test('each says what to do in both languages', () => {
    const every = cases.flatMap(([, change]) => checkItem({ ...sound, ...change }))
    assert.ok(every.every((error) => error.zh.length > 5 && error.en.length > 5 && error.field !== ''))
  })
})

describe('what is right', () => {
  test('a fee with basis, item and online payment', () =>
    assert.deepEqual(codes({ fee: charged, onlinePayment: true }), []))
  test('other items may have fewer steps and no questions', () =>
    assert.deepEqual(codes({ type: '20', steps: [], faq: [] }), []))
  test('three calendar days promised for five working days in law', () =>
    assert.deepEqual(codes({ statutoryLimit: { length: 5, unit: 'wd' }, promisedLimit: { length: 3, unit: 'd' } }), []))
})
