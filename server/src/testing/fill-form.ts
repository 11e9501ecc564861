/** Plausible answers to whatever a form asks: for tests that apply. */
import { type Answers, askedQuestions, type Form, type FormQuestion, type PersonField } from '@steppe/contracts/catalog'
import { makeIdNumber } from '@steppe/kernels/codes'

const idNumber = makeIdNumber('15990019900307001')

/** One answer that the checks of its question accept. */
function answerOf(question: FormQuestion | PersonField): unknown {
  switch (question.type) {
    case 'number':
      return question.min ?? (question.checks?.includes('whole-number') ? 8 : 8)
    case 'money':
      return Math.max(question.min ?? 0, 1_000_000)
    case 'date':
      return question.checks?.includes('future-day') ? '2027-03-01' : '2020-05-20'
    case 'choice':
      return question.choices![0]!.value
    case 'multi':
      return [question.choices![0]!.value]
    case 'credit-code':
      return '92150102MAD000019E'
    case 'id-number':
      return idNumber
    case 'phone':
      return '13800000002'
    case 'region':
      return '150102'
    case 'industry':
      return 'H6210'
    case 'address':
      return { region: '150102', line: '示例街 1 号' }
    case 'declaration':
      return true
    case 'file':
      return [{ id: 'f', name: 'a.pdf', bytes: 10 }]
    case 'people-list':
      return [personOf(question as FormQuestion)]
    default:
      return textOf(question)
  }
}

function personOf(question: FormQuestion): Answers {
  return Object.fromEntries(
    (question.fields ?? []).map((field) => [field.id, field.id === 'share' ? 100 : answerOf(field)]),
  )
}

function textOf(question: FormQuestion | PersonField): string {
  if (question.checks?.includes('person-name')) return '赵强'
  if (question.checks?.includes('company-name')) return '呼和浩特示例草原餐饮有限公司'
  if (question.checks?.includes('trade-name')) return '新城区示例餐馆'
  if (question.checks?.includes('email')) return 'a@example.org'
  if (question.checks?.includes('postcode')) return '010010'
  return '示例内容，用于测试'
}

/** Answers to every question that is asked; what is filled in already stays. */
export function fillForm(form: Form, known: Answers): Answers {
  const answers: Record<string, unknown> = { ...known }
  for (;;) {
    const open = askedQuestions(form, answers).find(
      (question) => answers[question.id] === undefined && question.required,
    )
    if (!open) return answers
    answers[open.id] = answerOf(open)
  }
}
