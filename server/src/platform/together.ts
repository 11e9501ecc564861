/** One transaction for everything that is asked while a piece of work runs, however deep: so that an answer is remembered together with what it tells of. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Ask, Transaction } from './postgres.ts'

type InTransaction = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>

interface Running {
  readonly ask: Ask
  /** False once the work has ended: what it left behind in the background asks on its own. */
  open: boolean
  /** Transactions inside the work become savepoints, one after another. */
  last: Promise<unknown>
  readonly after: (() => void)[]
}

export class Together {
  private readonly running = new AsyncLocalStorage<Running>()
  private readonly begin: InTransaction

  constructor(begin: InTransaction) {
    this.begin = begin
  }

  private current(): Running | undefined {
    const running = this.running.getStore()
    return running?.open ? running : undefined
  }

  /** Asks within the transaction that runs now, where one does. */
  readonly ask = (): Ask | undefined => this.current()?.ask

  /** Runs `work` as one transaction; a throw rolls all of it back. Inside another it is part of that one. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.current()) return work()
    const after: (() => void)[] = []
    const result = await this.begin(async ({ ask }) => {
      const running: Running = { ask, open: true, last: Promise.resolve(), after }
      try {
        return await this.running.run(running, work)
      } finally {
        running.open = false
      }
    })
    for (const each of after) each()
    return result
  }

  /** A transaction of its own, or a savepoint of the one that runs. */
  readonly inTransaction: InTransaction = (work) => {
    const outer = this.current()
    if (!outer) return this.begin(work)
    const turn = outer.last.then(() => this.savepoint(outer, work))
    outer.last = turn.catch(() => {})
    return turn
  }

  private async savepoint<T>(outer: Running, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { ask } = outer
    // One name is enough: the innermost savepoint of a name is the one that is meant.
    await ask('savepoint inner_work')
    const inner: Running = { ask, open: true, last: Promise.resolve(), after: outer.after }
    try {
      const result = await this.running.run(inner, () => work({ ask }))
      await ask('release savepoint inner_work')
      return result
    } catch (fault) {
      await ask('rollback to savepoint inner_work')
      await ask('release savepoint inner_work')
      throw fault
    } finally {
      inner.open = false
    }
  }

  /** Runs `work` outside, once the transaction is committed; at once where none runs. */
  readonly afterwards = (work: () => void): void => {
    const running = this.current()
    if (running) running.after.push(() => this.running.exit(work))
    else work()
  }
}
