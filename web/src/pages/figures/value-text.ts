/** A figure's value in words: a count, a share in per cent, working days. */
import type { Definition, FigureValue } from '@steppe/kernels/figures'
import type { TFunction } from 'i18next'
import { countText } from '../../ui/day-text.ts'

export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

export function valueText({ unit }: Pick<Definition, 'unit'>, { value }: FigureValue, t: TFunction): string {
  if (value === null) return t('figures:none')
  if (unit === 'share') return percent(value)
  return unit === 'working_days' ? t('figures:days', { count: value }) : t('figures:cases', { value: countText(value) })
}
