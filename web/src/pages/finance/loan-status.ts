/** The shape of an application's status, and where it has got to. */
import type { LoanView } from '@steppe/contracts/policies'
import type { StatusKind } from '../../ui/tag.tsx'

export function loanStatusKind({ status }: Pick<LoanView, 'status'>): StatusKind {
  if (status === 'denied' || status === 'withdrawn') return 'refused'
  if (status === 'closed') return 'done'
  return status === 'received' ? 'waiting' : 'running'
}

export type Step = 'applied' | 'accepted' | 'approved' | 'denied' | 'pledge' | 'paid'

/** The steps of an application in their order, each with its day where it is behind us. */
export function stepsOf(view: LoanView): readonly { readonly step: Step; readonly on?: string }[] {
  const { loan } = view
  const done = (step: Step, on: string | undefined) => (on === undefined ? { step } : { step, on })
  const start = [done('applied', view.appliedOn), done('accepted', loan.acceptedOn)]
  if (loan.denied) return [...start, done('denied', loan.denied.on)]
  if (view.status === 'withdrawn') return start.filter(({ on }) => on !== undefined)
  const pledge = view.product.collateral.register ? [done('pledge', loan.pledge?.on)] : []
  return [...start, done('approved', loan.approved?.on), ...pledge, done('paid', loan.paidOut?.on)]
}
