/** An order of the demonstration while it is played: the real law, at the instants it would have had. */
import type { Act, ActActor, CaseState, Deed } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import { type Prepared, prepareAct } from '#cases/prepare-act'

const platform: ActActor = { kind: 'platform', id: 'platform', name: '平台' }

/** One order that is being played: its acts so far, and the instant of the last. */
export class Played {
  whole: Prepared
  at: number
  private readonly house: CasesHouse
  constructor(house: CasesHouse, opened: Prepared, at: number) {
    this.house = house
    this.whole = opened
    this.at = at
  }
  get state(): CaseState {
    return this.whole.state
  }
  /** Does it unless it would lie in the future; tells whether it was done. */
  async act(at: number, actor: ActActor, deed: Deed): Promise<boolean> {
    if (at >= this.house.clock.now()) return false
    await this.wakeUntil(at)
    const done = await prepareAct(this.state, deed, actor, at, this.house.engine.surroundings)
    if ('refused' in done) throw new Error(`a demonstration order refused ${deed.kind}: ${done.code}`)
    this.take(done)
    this.at = at
    return true
  }
  /** What time does by itself in between: reminders, supervision. */
  async wakeUntil(at: number): Promise<void> {
    for (let alarm = this.state.order?.alarm?.at; alarm !== undefined && alarm <= at; ) {
      // What was due before it was opened again is told when it is, never before.
      const when = Math.max(alarm, this.at)
      const done = await prepareAct(this.state, { kind: 'wake' }, platform, when, this.house.engine.surroundings)
      if ('refused' in done) return
      this.take(done)
      const next = this.state.order?.alarm?.at
      if (next === alarm) return
      alarm = next
    }
  }
  private take(done: Prepared): void {
    this.whole = {
      state: done.state,
      acts: [...this.whole.acts, ...done.acts] as readonly Act[],
      facts: [...this.whole.facts, ...done.facts],
    }
  }
}
