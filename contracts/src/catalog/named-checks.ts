/** The checks that a form may name: each says what is wrong and how to mend it, in both languages. */
import type { Check, Finding } from './check.ts'
import { checkCreditCode, checkIdNumber } from './code-checks.ts'
import type { CheckName } from './form.ts'

function finding(code: string, zh: string, en: string): Finding {
  return { code, zh, en }
}

const phone: Check = (value, { zh, en }) => {
  const text = String(value).replace(/[\s-]/g, '')
  if (/^1[3-9]\d{9}$/.test(text) || /^0\d{9,11}$/.test(text) || /^\+\d{6,15}$/.test(text)) return undefined
  if (/^1\d*$/.test(text) && text.length !== 11)
    return finding(
      'phone_length',
      `${zh}：手机号码应为 11 位，您填了 ${text.length} 位，请核对`,
      `${en}: a mobile number has 11 digits, you gave ${text.length}`,
    )
  return finding(
    'phone',
    `${zh}：请填写 11 位手机号码，或带区号的固定电话，例如 0471-1234567`,
    `${en}: give an 11-digit mobile number, or a fixed line with its area code, such as 0471-1234567`,
  )
}

const email: Check = (value, { zh, en }) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value))
    ? undefined
    : finding(
        'email',
        `${zh}：请填写完整的电子邮箱，例如 name@example.com`,
        `${en}: give a whole address, such as name@example.com`,
      )

const personName: Check = (value, { zh, en }) => {
  const text = String(value).trim()
  if (/^[\p{Script=Han}·]{2,25}$/u.test(text) || /^[\p{L}][\p{L} .'’·-]{1,49}$/u.test(text)) return undefined
  return finding(
    'person_name',
    `${zh}：请按身份证件填写姓名，不含数字和符号`,
    `${en}: write the name as on the identity document, without digits or signs`,
  )
}

/** Organisational forms a company's name ends with. 企业名称登记管理规定 arts. 6 and 13; 公司法 art. 7. */
const companyName: Check = (value, { zh, en }) => {
  const text = String(value).trim()
  if (!/(有限公司|有限责任公司|股份公司)$/.test(text))
    return finding(
      'company_name_form',
      `${zh}：公司名称应以“有限公司”“有限责任公司”“股份有限公司”等组织形式结尾`,
      `${en}: a company's name ends with its form, such as 有限公司 or 股份有限公司`,
    )
  return hanOnly(text, zh, en)
}

const tradeName: Check = (value, { zh, en }) => hanOnly(String(value).trim(), zh, en)

/** 企业名称登记管理规定 art. 5: names are in standard Chinese characters. */
function hanOnly(text: string, zh: string, en: string): Finding {
  const odd = [...text].find((sign) => !/[\p{Script=Han}（）()]/u.test(sign))
  if (odd === undefined) return undefined
  return finding(
    'name_characters',
    `${zh}：名称应使用规范汉字，请去掉“${odd}”`,
    `${en}: names are written in Chinese characters; take out “${odd}”`,
  )
}

const postcode: Check = (value, { zh, en }) =>
  /^\d{6}$/.test(String(value))
    ? undefined
    : finding('postcode', `${zh}：邮政编码应为 6 位数字`, `${en}: a postcode has 6 digits`)

const pastDay: Check = (value, { zh, en, today }) =>
  today !== undefined && String(value) > today
    ? finding('past_day', `${zh}：不能晚于今天（${today}）`, `${en}: cannot be after today (${today})`)
    : undefined

const futureDay: Check = (value, { zh, en, today }) =>
  today !== undefined && String(value) < today
    ? finding('future_day', `${zh}：不能早于今天（${today}）`, `${en}: cannot be before today (${today})`)
    : undefined

/** 民法典 art. 17: a person of 18 years is an adult. */
const adult: Check = (value, { zh, en, today }) => {
  const id = String(value)
  if (today === undefined || !/^\d{17}[\dXx]$/.test(id)) return undefined
  const comingOfAge = `${Number(id.slice(6, 10)) + 18}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  return comingOfAge <= today
    ? undefined
    : finding('adult', `${zh}：应年满 18 周岁，请更换人员`, `${en}: has to be 18 or older; name another person`)
}

const wholeNumber: Check = (value, { zh, en }) =>
  Number.isInteger(value) ? undefined : finding('whole_number', `${zh}：请填写整数`, `${en}: give a whole number`)

const sharesTotal: Check = (value, { zh, en }) => {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const hundredths = value.reduce(
    (sum: number, one) => sum + Math.round(Number((one as { share?: unknown }).share ?? 0) * 100),
    0,
  )
  if (hundredths === 10000) return undefined
  const total = hundredths / 100
  return finding(
    'shares_total',
    `${zh}：各股东出资比例之和应为 100%，现在是 ${total}%，请调整`,
    `${en}: the shares add up to 100%; now they make ${total}%`,
  )
}

const distinctPeople: Check = (value, { zh, en }) => {
  if (!Array.isArray(value)) return undefined
  const seen = new Set<string>()
  for (const [at, one] of value.entries()) {
    const id = String((one as { idNumber?: unknown }).idNumber ?? '').toUpperCase()
    if (id !== '' && seen.has(id))
      return finding(
        'distinct_people',
        `${zh}：第 ${at + 1} 人与前面的人证件号码相同，请删去重复的人`,
        `${en}: person ${at + 1} has the same number as one before; take the repetition out`,
      )
    seen.add(id)
  }
  return undefined
}

export const namedChecks: Readonly<Record<CheckName, Check>> = {
  'credit-code': checkCreditCode,
  'id-number': checkIdNumber,
  phone,
  email,
  'person-name': personName,
  'company-name': companyName,
  'trade-name': tradeName,
  postcode,
  'past-day': pastDay,
  'future-day': futureDay,
  adult,
  'whole-number': wholeNumber,
  'shares-total-100': sharesTotal,
  'distinct-people': distinctPeople,
}
