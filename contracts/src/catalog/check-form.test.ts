/** Forms: each error names the field and the mend. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { makeIdNumber } from '@steppe/kernels/codes'
import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { askedQuestions, checkForm } from './check-form.ts'
import { conditionFault } from './conditions.ts'
import { type Answers, Form } from './form.ts'

const folder = new URL('../../../packs/neimenggu/catalog/forms/', import.meta.url)
const formOf = (id: string) => JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8')) as Form
const ids = ['standard', 'business-start-up', 'food-business', 'cross-region']
const startUp = formOf('business-start-up')
const today = '2026-11-23'
const submit = (form: Form, answers: Answers) => checkForm(form, answers, { stage: 'submit', today })
const draft = (form: Form, answers: Answers) => checkForm(form, answers, { stage: 'draft', today })

const soleTrader: Answers = {
  entityKind: 'sole-trader',
  hasName: 'no',
  region: '150102',
  address: { region: '150102', line: '新华大街1号' },
  premisesPromise: true,
  industry: '5219',
  scope: '日用百货销售',
  needsPriorApproval: 'no',
  operatorName: '巴图',
  operatorIdNumber: '11010519491231002X',
  contactName: '巴图',
  contactPhone: '13800000000',
  delivery: 'electronic',
  declaration: true,
}

const company: Answers = {
  ...soleTrader,
  entityKind: 'company',
  hasName: undefined,
  operatorName: undefined,
  operatorIdNumber: undefined,
  name: '呼和浩特市青城暖阳商贸有限公司',
  capital: 10000000,
  legalRepName: '巴图',
  legalRepIdNumber: '11010519491231002X',
  shareholders: [{ name: '巴图', idNumber: '11010519491231002X', share: 100, contribution: 10000000 }],
}

describe('the forms of the pack', () => {
  for (const id of ids)
    test(`${id} is a form, and its conditions are FEEL`, () => {
      const form = formOf(id)
      assert.deepEqual([...Compile(Form).Errors(form)].slice(0, 2), [])
      for (const question of form.questions)
        if (question.when) assert.equal(conditionFault(question.when), undefined, question.id)
    })
})

describe('which questions are asked', () => {
  test('a sole trader is asked for no shareholders, a company is', () => {
    const ask = (answers: Answers) => askedQuestions(startUp, answers).map((question) => question.id)
    assert.ok(!ask(soleTrader).includes('shareholders'))
    assert.ok(ask(company).includes('shareholders'))
  })

  test('a part that is not ticked asks nothing, and its old answer is not checked', () => {
    assert.deepEqual(submit(startUp, { ...soleTrader, parts: ['seal'], seals: ['official'], employees: -5 }), [])
  })

  test('a question that hangs on a skipped one is skipped with it', () => {
    assert.ok(
      !askedQuestions(startUp, { entityKind: 'company', hasName: 'yes' }).some(
        (question) => question.id === 'tradeName',
      ),
    )
  })
})

describe('what may be handed in', () => {
  test('a whole sole trader and a whole company', () => {
    assert.deepEqual(submit(startUp, soleTrader), [])
    assert.deepEqual(submit(startUp, company), [])
  })

  test('a draft may have gaps, a submission names each', () => {
    assert.deepEqual(draft(startUp, { entityKind: 'company' }), [])
    const fields = submit(startUp, { entityKind: 'company' }).map((error) => error.field)
    for (const field of ['name', 'region', 'address', 'capital', 'shareholders', 'declaration'])
      assert.ok(fields.includes(field), field)
  })

  test('an answer to a question the form does not ask is named', () => {
    assert.deepEqual(
      draft(startUp, { colour: 'red' }).map(({ field, code }) => [field, code]),
      [['colour', 'unknown_field']],
    )
  })
})

describe('errors name the field and the mend', () => {
  const wrong = (answers: Answers) => submit(startUp, answers).map(({ field, code, zh }) => [field, code, zh])
  const creditCode = (text: string) =>
    draft(formOf('standard'), { applicantKind: 'firm', creditCode: text }).map((error) => error.zh)

  test('a credit code of 17 characters says so', () => {
    assert.deepEqual(creditCode('91350100M000100Y4'), ['统一社会信用代码应为 18 位，您填了 17 位'])
  })

  test('a credit code with one character mistyped fails its check, the right one passes', () => {
    assert.match(creditCode('91350100M000100Y44')[0] ?? '', /校验位/)
    assert.deepEqual(creditCode('91350100M000100Y43'), [])
  })

  test('shares that make 90 % name the sum', () => {
    const shareholders = [{ name: '巴图', idNumber: '11010519491231002X', share: 90, contribution: 1 }]
    assert.match(wrong({ ...company, shareholders })[0]?.[2] ?? '', /现在是 90%/)
  })

  test('thirds that make a hundred to the hundredth pass', () => {
    const one = (share: number, name: string) => ({ name, share, contribution: 100 })
    const people = [one(33.33, '巴图'), one(33.33, '其其格'), one(33.34, '苏和')]
    const codes = submit(startUp, { ...company, shareholders: people }).map((error) => error.code)
    assert.ok(!codes.includes('shares_total'), codes.join())
  })

  test('the second person of a list is named by place', () => {
    const shareholders = [
      { name: '巴图', idNumber: '11010519491231002X', share: 50, contribution: 1 },
      { name: '其其格', idNumber: '1101051949123100', share: 50, contribution: 1 },
    ]
    const [error] = wrong({ ...company, shareholders })
    assert.equal(error?.[0], 'shareholders.2.idNumber')
    assert.match(error?.[2] ?? '', /^第 2 人：.*您填了 16 位/)
  })

  test('somebody under eighteen cannot be the trader', () => {
    const codes = (born: string) =>
      wrong({ ...soleTrader, operatorIdNumber: makeIdNumber(`110105${born}001`) }).map((error) => error[1])
    assert.deepEqual(codes('20081124'), ['adult'])
    assert.deepEqual(codes('20081123'), [])
  })

  test('a company without its form, Latin letters in a name, a day that does not exist, a fraction of a fen', () => {
    assert.equal(wrong({ ...company, name: '呼和浩特青城暖阳商贸' })[0]?.[1], 'company_name_form')
    assert.equal(wrong({ ...company, name: '呼和浩特ABC商贸有限公司' })[0]?.[1], 'name_characters')
    assert.equal(wrong({ ...company, capital: 100.5 })[0]?.[1], 'not_fen')
    const food = draft(formOf('food-business'), { employees: [{ name: '巴图', healthUntil: '2026-02-30' }] })
    assert.equal(food[0]?.code, 'not_date')
  })

  test('no answer, however odd, makes the check throw', () => {
    const questions = ids.map(formOf).flatMap((form) => form.questions.map((question) => ({ form, question })))
    fc.assert(
      fc.property(
        fc.constantFrom(...questions),
        fc.jsonValue(),
        fc.constantFrom('draft', 'submit'),
        ({ form, question }, value, stage) => {
          const errors = checkForm(form, { [question.id]: value }, { stage: stage as 'draft', today })
          return errors.every((error) => error.zh !== '' && error.en !== '' && error.field !== '')
        },
      ),
      { numRuns: 300 },
    )
  })
})
