/** Credit codes and identity numbers as people type them: what is wrong, and how to mend it. The law is in kernels/codes. */
import { checkCreditCode as readCreditCode, checkIdNumber as readIdNumber, type Wrong } from '@steppe/kernels/codes'
import type { Check, CheckContext, Finding } from './check.ts'

export const checkCreditCode: Check = (value, context) => {
  const verdict = readCreditCode(String(value))
  return verdict.ok ? undefined : explain(verdict, context, { zh: '营业执照', en: 'licence' })
}

export const checkIdNumber: Check = (value, context) => {
  const verdict = readIdNumber(String(value))
  return verdict.ok ? undefined : explain(verdict, context, { zh: '身份证', en: 'card' })
}

function explain(wrong: Wrong, { zh, en }: CheckContext, paper: { zh: string; en: string }): Finding {
  const at = wrong.position === undefined ? '' : `第 ${wrong.position} 位`
  const field = wrong.field
  switch (wrong.code) {
    case 'codes.wrong_length':
      return {
        code: `${field}_length`,
        zh: `${zh}应为 ${wrong.expected} 位，您填了 ${wrong.found} 位`,
        en: `${en} has ${wrong.expected} characters, you gave ${wrong.found}`,
      }
    case 'codes.wrong_character':
    case 'codes.unknown_registrar':
      return {
        code: `${field}_character`,
        zh: `${zh}${at}是“${wrong.found}”，这里应为 ${wrong.expected}，请对照${paper.zh}核对`,
        en: `character ${wrong.position} of ${en} is “${wrong.found}” where ${wrong.expected} belongs; compare it with the ${paper.en}`,
      }
    case 'codes.impossible_date':
    case 'codes.date_in_future':
      return {
        code: `${field}_birth`,
        zh: `${zh}中的出生日期不存在，请对照${paper.zh}核对`,
        en: `the day of birth in ${en} does not exist; compare it with the ${paper.en}`,
      }
    default:
      return {
        code: `${field}_check`,
        zh: `${zh}的校验位不对，可能有一位输错，请对照${paper.zh}核对`,
        en: `${en} fails its check: one character may be mistyped; compare it with the ${paper.en}`,
      }
  }
}
