/** Large sums as people say them: 1,100.25 亿元, 4.50 万元; CNY 110.03 billion. Pure. */
import { countText } from '../../ui/day-text.ts'

type Language = 'zh' | 'en'
const units = {
  zh: [
    [10_000_000_000, '亿元'],
    [1_000_000, '万元'],
    [100, '元'],
  ],
  en: [
    [100_000_000_000, 'billion'],
    [100_000_000, 'million'],
    [100, ''],
  ],
} as const

export function roundMoney(fen: number, language: Language): string {
  const found = units[language].find(([size]) => fen >= size) ?? units[language].at(-1)!
  const [size, unit] = found
  const cents = Math.round((fen / size) * 100)
  const text = `${countText(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`
  return language === 'zh' ? `${text} ${unit}` : `CNY ${text}${unit ? ` ${unit}` : ''}`
}
