/** What a wrong code means, said to the person: what is wrong, where, and what would be right. */
import type { Verdict } from '@steppe/kernels/codes'
import { type Refusal, refuse } from '#platform/refusals'

export interface Meaning {
  readonly zh: string
  readonly en: string
}

type Wrong = Extract<Verdict<object>, { ok: false }>

const sentences: Readonly<Record<Wrong['code'], Meaning>> = {
  'codes.wrong_length': {
    zh: '应为 {expected} 位，实为 {found} 位',
    en: '{expected} characters are wanted, {found} were given',
  },
  'codes.wrong_character': {
    zh: '第 {position} 位“{found}”不合规定，应为 {expected}',
    en: 'character {position}, “{found}”, should be {expected}',
  },
  'codes.wrong_check': {
    zh: '校验码（第 {position} 位）应为 {expected}，实为 {found}',
    en: 'the check character (position {position}) should be {expected}, not {found}',
  },
  'codes.wrong_shape': { zh: '第 {position} 位起结构不正确', en: 'the form is wrong from character {position} on' },
  'codes.unknown_registrar': {
    zh: '第 1 位“{found}”不是登记管理部门代码',
    en: 'character 1, “{found}”, stands for no registrar',
  },
  'codes.unknown_region': { zh: '地区码 {found} 不存在', en: 'there is no region {found}' },
  'codes.impossible_date': { zh: '出生日期 {found} 不存在', en: 'there is no day {found}' },
  'codes.date_in_future': { zh: '出生日期 {found} 晚于今天', en: 'the day of birth {found} is to come' },
}

/** The kernel's verdict in both languages. */
export function explainCode(wrong: Wrong): Meaning {
  return fillMeaning(sentences[wrong.code], { position: wrong.position, found: wrong.found, expected: wrong.expected })
}

/** The refusal for a wrong credit code, saying what is wrong and where. */
export function wrongCreditCode(wrong: Wrong): Refusal {
  const meaning = explainCode(wrong)
  return refuse('registry.credit_code_wrong', { what: meaning.zh, what_en: meaning.en })
}

/** Fills `{word}` in both sentences. */
export function fillMeaning(meaning: Meaning, params: Readonly<Record<string, unknown>>): Meaning {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
  return { zh: fill(meaning.zh), en: fill(meaning.en) }
}

/** Sentences of the verdicts, by code: for reports made later from what was kept. */
export const codeSentences: Readonly<Record<string, Meaning>> = sentences
