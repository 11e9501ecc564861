/** States of a licence and what leads from one to another. Source: 行政许可法 arts. 50, 69, 70; 行政处罚法 art. 9; codes as live platforms carry them. Pure. */
import type { Day } from '@steppe/kernels/calendar'

export type Change = 'suspend' | 'resume' | 'revoke' | 'withdraw' | 'cancel' | 'expire' | 'replace'
/** `withdrawn` is 吊销, a penalty; `revoked` is 撤销, of what should not have been granted. */
export type State = 'valid' | 'suspended' | 'revoked' | 'withdrawn' | 'cancelled' | 'expired' | 'replaced'

/** From which states a change leads where. 注销 closes the file of whatever has ended already (行政许可法 art. 70). */
const arrows: Readonly<Record<Change, { readonly from: readonly State[]; readonly to: State }>> = {
  suspend: { from: ['valid'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'valid' },
  revoke: { from: ['valid', 'suspended'], to: 'revoked' },
  withdraw: { from: ['valid', 'suspended'], to: 'withdrawn' },
  cancel: { from: ['valid', 'suspended', 'expired', 'revoked', 'withdrawn'], to: 'cancelled' },
  expire: { from: ['valid', 'suspended'], to: 'expired' },
  replace: { from: ['valid', 'expired'], to: 'replaced' },
}

/** 证照状态代码: 01 有效, 02 暂扣, 03 撤销, 04 注销, 05 失效, 07 吊销. A replaced licence has lost its force. 06 转出 and 99 其他 are not used here. */
export const statusCodes: Readonly<Record<State, string>> = {
  valid: '01',
  suspended: '02',
  revoked: '03',
  cancelled: '04',
  expired: '05',
  replaced: '05',
  withdrawn: '07',
}

/** The state after the change, or nothing where none leads there. */
export function stateAfter(state: State, change: Change): State | undefined {
  const arrow = arrows[change]
  return arrow.from.includes(state) ? arrow.to : undefined
}

/** What can be done to a licence in this state. */
export function changesFrom(state: State): Change[] {
  return (Object.keys(arrows) as Change[]).filter((change) => arrows[change].from.includes(state))
}

/** The state on a day: past its last day a licence has expired, whether or not that was written down yet. */
export function stateOn(today: Day, state: State, expiresOn: Day | undefined | null): State {
  return expiresOn && today > expiresOn && stateAfter(state, 'expire') ? 'expired' : state
}

/** Token Status List: 0 valid, 1 invalid, 2 suspended. Source: draft-ietf-oauth-status-list, section 7.1. */
export function statusValue(state: State): 0 | 1 | 2 {
  if (state === 'valid') return 0
  return state === 'suspended' ? 2 : 1
}
