/** 拖欠账款: when a small or medium firm must be paid, and what is owed when it was not. Pure and exact; the law is data. */
export type { Allocation, Fen, InterestLine, Payment } from './accrue.ts'
export { type Computed, computeOwed, type Debt, type DebtFault, mostFen, type Owed } from './compute.ts'
export {
  type ArrearsLaw,
  type DebtorKind,
  type LprHistory,
  lawOn,
  lprOn,
  type PaymentOrder,
} from './law.ts'
export type { AgreedRate, RateFound } from './rate.ts'
export { type AgreedTerm, firstLateDay, type Start, type TermFound } from './term.ts'
