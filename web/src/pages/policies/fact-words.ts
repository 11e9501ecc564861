/** Facts in words: their values with unit, choices by their titles, days and yes or no. */
import type { Dictionary, FactDefinition, Policy } from '@steppe/kernels/policies'
import { pickText } from '../../app/site.ts'
import { countText, dayText, type Language } from '../../ui/day-text.ts'

export type Described = Pick<FactDefinition, 'id' | 'title' | 'type' | 'choices'> &
  Pick<Partial<FactDefinition>, 'unit' | 'source' | 'purpose' | 'personal'>

/** A fact or a derived fact of the dictionary by its name, or one that a table of the policy's own gives. */
export function findFact(
  dictionary: Dictionary | undefined,
  id: string,
  policy?: Pick<Policy, 'tables'>,
): Described | undefined {
  const fact = dictionary?.facts.find((each) => each.id === id)
  if (fact) return fact
  const table = [...(dictionary?.tables ?? []), ...(policy?.tables ?? [])].find((each) => each.id === id)
  return table && { id, title: table.title, type: table.type, ...(table.choices ? { choices: table.choices } : {}) }
}

/** 12,000 元 · 是 · 小型. */
export function valueText(fact: Described | undefined, value: unknown, language: Language): string {
  if (value === null || value === undefined) return language === 'zh' ? '还不知道' : 'not known'
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No'
  const choice = fact?.choices?.find((each) => each.value === value)
  if (choice) return pickText(choice.title, language)
  if (typeof value === 'number') {
    const [whole = '', rest] = String(value).split('.')
    const number = `${countText(Number(whole))}${rest ? `.${rest}` : ''}`
    const unit = fact?.unit ? pickText(fact.unit, language) : ''
    return unit === '' ? number : unit === '%' ? `${number}%` : `${number} ${unit}`
  }
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value, language)
  return String(value)
}

/** `P1Y` as 1 年; words stay as they were written. */
export function spanText(after: string, language: Language): string {
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(after) ?? []
  const parts = (['year', 'month', 'day'] as const).flatMap((unit, at) => {
    const count = Number([years, months, days][at] ?? 0)
    if (count === 0) return []
    const style = { style: 'unit', unit, unitDisplay: 'long' } as const
    return [new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', style).format(count)]
  })
  return parts.length > 0 ? parts.join(' ') : after
}
