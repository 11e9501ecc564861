/** States of cases acted on lately, so that the next act need not read them again. Any number of nodes may keep them: a state is only used when it is the very one the caller saw, and the commit checks it. */
import type { CaseState } from '@steppe/kernels/cases'

export class RecentCases {
  private readonly known = new Map<string, CaseState>()
  private readonly most: number

  /** `most` states of some kilobytes each. */
  constructor(most = 2000) {
    this.most = most
  }

  /** The state that act `after` left, if it is here. */
  find(id: string, after: number): CaseState | undefined {
    const state = this.known.get(id)
    return state?.seq === after ? state : undefined
  }

  /** Keeps a state that was read or written; the one kept longest ago makes room. */
  keep(state: CaseState): void {
    this.known.delete(state.id)
    this.known.set(state.id, state)
    if (this.known.size <= this.most) return
    const [oldest] = this.known.keys()
    this.known.delete(oldest!)
  }

  forget(id: string): void {
    this.known.delete(id)
  }
}
