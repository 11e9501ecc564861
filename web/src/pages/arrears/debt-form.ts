/** What is typed about a debt, and the debt it means. Pure. */
import type { Debt } from '@steppe/contracts/arrears'
import type { Day } from '@steppe/kernels/calendar'
import type { DatedAmount } from './dated-amounts.tsx'

export interface DebtForm {
  readonly debtor: '' | 'authority' | 'large_firm'
  readonly signedOn: string
  /** Yuan, as typed. */
  readonly amount: string
  readonly startBy: '' | 'delivery' | 'settlement' | 'acceptance'
  readonly startOn: string
  /** Last day agreed for acceptance. */
  readonly until: string
  readonly delayed: boolean
  readonly termDays: string
  readonly backToBack: boolean
  readonly ratePer: '' | 'day' | 'year'
  readonly rate: string
  readonly payments: readonly DatedAmount[]
}

export const emptyDebt: DebtForm = {
  debtor: '',
  signedOn: '',
  amount: '',
  startBy: 'delivery',
  startOn: '',
  until: '',
  delayed: false,
  termDays: '',
  backToBack: false,
  ratePer: '',
  rate: '',
  payments: [],
}

/** `1,234.5` yuan as fen; undefined where it is no amount above zero. Full-width signs are read too. */
export function fenOf(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) return undefined
  const [yuan = '', behind = ''] = plain.split('.')
  const fen = Number(yuan) * 100 + Number(behind.padEnd(2, '0'))
  return fen > 0 ? fen : undefined
}

/** Fen as they would be typed. */
export const yuanOf = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))

/** The first thing that is missing or cannot be read, by the name of its text. */
export function missingOf(form: DebtForm): string | undefined {
  if (!form.debtor) return 'debtor'
  if (!form.signedOn) return 'signedOn'
  if (fenOf(form.amount) === undefined) return 'amount'
  if (form.startBy === 'acceptance' ? !form.startOn && !form.until : !form.startOn) return 'startOn'
  if (form.termDays && !/^\d{1,5}$/.test(form.termDays)) return 'termDays'
  if (form.ratePer && !/^\d{1,4}(\.\d{1,6})?$/.test(form.rate)) return 'rate'
  return form.payments.some((each) => !each.on || fenOf(each.amount) === undefined) ? 'payments' : undefined
}

/** The debt; only for a form in which nothing is missing. */
export function debtFrom(form: DebtForm): Debt {
  const day = (text: string) => text as Day
  return {
    debtor: form.debtor as Debt['debtor'],
    signedOn: day(form.signedOn),
    amount: fenOf(form.amount)!,
    start:
      form.startBy === 'acceptance'
        ? {
            by: 'acceptance',
            ...(form.startOn ? { passedOn: day(form.startOn) } : {}),
            ...(form.until ? { until: day(form.until) } : {}),
            ...(form.delayed ? { delayed: true } : {}),
          }
        : { by: form.startBy as 'delivery' | 'settlement', on: day(form.startOn) },
    ...(form.termDays || form.backToBack
      ? {
          agreedTerm: {
            ...(form.termDays ? { days: Number(form.termDays) } : {}),
            ...(form.backToBack ? { backToBack: true } : {}),
          },
        }
      : {}),
    ...(form.ratePer ? { agreedRate: { per: form.ratePer, percent: form.rate } } : {}),
    ...(form.payments.length > 0
      ? { payments: form.payments.map((each) => ({ on: day(each.on), amount: fenOf(each.amount)! })) }
      : {}),
  }
}
