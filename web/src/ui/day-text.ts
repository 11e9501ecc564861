/** Civil days, terms and money in words. Days are `2026-10-01`; money is in integer fen. No clock here: today is passed in. */

export type Language = 'zh' | 'en'

const weekdaysZh = ['日', '一', '二', '三', '四', '五', '六'] as const
const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

export type CivilParts = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
}

/** The parts of a civil day, or undefined when the text is none (2026-02-30 is none). */
export function civilParts(day: string): CivilParts | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!match) return undefined
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const instant = new Date(Date.UTC(year, month - 1, date))
  if (instant.getUTCFullYear() !== year || instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== date)
    return undefined
  return { year, month, day: date, weekday: instant.getUTCDay() }
}

/** 2026年10月1日（周四） · Thu 1 Oct 2026. A text that is no civil day is given back as it is. */
export function dayText(day: string, language: Language): string {
  const parts = civilParts(day)
  if (!parts) return day
  const { year, month, day: date, weekday } = parts
  if (language === 'en') return `${weekdaysEn[weekday]} ${date} ${monthsEn[month - 1]} ${year}`
  return `${year}年${month}月${date}日（周${weekdaysZh[weekday]}）`
}

/** Without weekday, and without the year when it is today's: 10月12日 · 12 Oct. */
export function shortDayText(day: string, language: Language, today?: string): string {
  const parts = civilParts(day)
  if (!parts) return day
  const sameYear = today !== undefined && civilParts(today)?.year === parts.year
  if (language === 'en') {
    const short = `${parts.day} ${monthsEn[parts.month - 1]}`
    return sameYear ? short : `${short} ${parts.year}`
  }
  const short = `${parts.month}月${parts.day}日`
  return sameYear ? short : `${parts.year}年${short}`
}

/** The civil day on which an instant falls in the region's zone. */
export function civilDayOf(instant: string | number | Date, zone = 'Asia/Shanghai'): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return parts.format(new Date(instant))
}

/** 14:05 in the region's zone. */
export function clockText(instant: string | number | Date, zone = 'Asia/Shanghai'): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return format.format(new Date(instant))
}

/** An instant as day and time: 2026年10月1日 14:05 · 1 Oct 2026, 14:05. */
export function instantText(instant: string | number | Date, language: Language, zone = 'Asia/Shanghai'): string {
  const day = shortDayText(civilDayOf(instant, zone), language)
  return language === 'en' ? `${day}, ${clockText(instant, zone)}` : `${day} ${clockText(instant, zone)}`
}

/** Units of a term: working days, calendar days, months, hours. */
export type TermUnit = 'wd' | 'd' | 'month' | 'h'

/** 3 个工作日 · 3 working days. */
export function lengthText(count: number, unit: TermUnit, language: Language): string {
  if (language === 'en') {
    const noun = { wd: 'working day', d: 'calendar day', month: 'month', h: 'hour' }[unit]
    return `${count} ${noun}${count === 1 ? '' : 's'}`
  }
  return `${count} ${{ wd: '个工作日', d: '个自然日', month: '个月', h: '小时' }[unit]}`
}

export type TermState = {
  /** Units left; 0 is today, negative is overdue. Undefined while the clock stands still. */
  readonly left?: number | undefined
  readonly unit: TermUnit
  /** The last day, when it is known. */
  readonly due?: string | undefined
  readonly paused?: boolean | undefined
  readonly today?: string | undefined
}

/** 还剩 3 个工作日（10月12日前） · 已超期 2 个工作日 · 计时暂停. */
export function termText(term: TermState, language: Language): string {
  const zh = language === 'zh'
  if (term.paused) return zh ? '计时暂停' : 'Clock stopped'
  const by = term.due ? shortDayText(term.due, language, term.today) : undefined
  if (term.left === undefined) return by ? (zh ? `${by}前` : `by ${by}`) : ''
  if (term.left < 0) {
    const late = lengthText(-term.left, term.unit, language)
    const was = by ? (zh ? `（应于${by}前）` : ` (was due ${by})`) : ''
    return zh ? `已超期 ${late}${was}` : `${late} overdue${was}`
  }
  if (term.left === 0) return by ? (zh ? `今天到期（${by}）` : `Due today (${by})`) : zh ? '今天到期' : 'Due today'
  const left = lengthText(term.left, term.unit, language)
  const until = by ? (zh ? `（${by}前）` : ` (by ${by})`) : ''
  return zh ? `还剩 ${left}${until}` : `${left} left${until}`
}

/** How pressing a term is; the shape and the word carry it, the colour only repeats it. */
export function termUrgency(term: TermState): 'overdue' | 'today' | 'soon' | 'calm' | 'paused' {
  if (term.paused) return 'paused'
  if (term.left === undefined) return 'calm'
  if (term.left < 0) return 'overdue'
  if (term.left === 0) return 'today'
  return term.left <= 2 ? 'soon' : 'calm'
}

/** 123450 fen → 1,234.50 元 · CNY 1,234.50. */
export function moneyText(fen: number, language: Language): string {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.floor(Math.abs(fen) / 100)
  const rest = String(Math.abs(fen) % 100).padStart(2, '0')
  const amount = `${sign}${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`
  return language === 'zh' ? `${amount} 元` : `CNY ${amount}`
}

/** 12,345 with thousands parted. */
export const countText = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
