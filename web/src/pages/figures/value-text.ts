/** A figure's value in words: a count, a share in per cent, working days. */
import type { Definition, FigureValue } from '@steppe/kernels/figures'
import type { TFunction } from 'i18next'
import { countText } from '../../ui/day-text.ts'

export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

/** 2026年10月, for the last day of a month. */
export function monthText(day: string, language: 'zh' | 'en'): string {
  const [year = '', month = ''] = day.split('-')
  if (language === 'zh') return `${year}年${Number(month)}月`
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
}

export function valueText({ unit }: Pick<Definition, 'unit'>, { value, groups }: FigureValue, t: TFunction): string {
  if (groups) return groups.length > 0 ? t('figures:groups', { count: groups.length }) : t('figures:none')
  if (value === null) return t('figures:none')
  if (unit === 'share') return percent(value)
  return unit === 'working_days' ? t('figures:days', { count: value }) : t('figures:cases', { value: countText(value) })
}
