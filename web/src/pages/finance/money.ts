/** Sums, rates and terms of loans in words: 57.6 万元, 3.85%–4.6%, 6–36 个月. */
import type { ProductView } from '@steppe/contracts/policies'

type Translate = (key: string, values: Record<string, unknown>) => string

/** 480,000 → 48 万元; sums below ten thousand in yuan. */
export function sumText(yuan: number, t: Translate): string {
  if (yuan >= 1e8) return t('sum.hundredMillion', { n: plain(yuan / 1e8, 2), million: plain(yuan / 1e6, 1) })
  if (yuan >= 1e4) return t('sum.tenThousand', { n: plain(yuan / 1e4, 2), yuan: plain(yuan, 0) })
  return t('sum.yuan', { yuan: plain(yuan, 2) })
}

function plain(value: number, digits: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits })
}

export function rateText({ rate }: Pick<ProductView, 'rate'>, t: Translate): string {
  const { from, to } = rate
  return from === to ? t('rateOne', { from }) : t('rate', { from, to })
}

export function monthsText({ months }: Pick<ProductView, 'months'>, t: Translate): string {
  return t('months', months)
}

/** `5wd` in words. */
export function withinText(within: string, t: Translate): string {
  const [, count = '', unit = 'wd'] = /^(\d+)(wd|d)$/.exec(within) ?? []
  return t(`within.${unit}`, { count })
}
