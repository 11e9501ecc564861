/** Rows, root and value of a figure from what was read: at once where there is little, beside the server's own work where there is much. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Day } from '@steppe/kernels/calendar'
import { computeFigure, type Definition, type FigureValue, inputRoot, type RowFault } from '@steppe/kernels/figures'
import { rowsOf, type Source } from './rows-of-sources.ts'

export interface FigureInput {
  readonly definition: Definition
  readonly day: Day
  readonly sources: readonly Source[]
  /** Secret under which rows get their pseudonyms. */
  readonly secret: Uint8Array
}

/** The rows as JSON, their number and root, and what they come to. */
export type FigureResult =
  | {
      readonly ok: true
      readonly rows: string
      readonly size: number
      readonly root: string
      readonly value: FigureValue
    }
  | ({ readonly ok: false } & RowFault)

/** Above so many the server would stand still for longer than anybody should wait: some 20 µs a row. */
const mostAtOnce = 5000

export function computeNow({ definition, day, sources, secret }: FigureInput): FigureResult {
  const rows = rowsOf(definition, sources, secret)
  const computed = computeFigure(definition, rows, day)
  if (!computed.ok) return computed
  return { ok: true, rows: JSON.stringify(rows), size: rows.length, root: inputRoot(rows), value: computed.value }
}

/** A fault of the thread is thrown here. */
export async function computeBeside(input: FigureInput): Promise<FigureResult> {
  if (input.sources.length <= mostAtOnce) return computeNow(input)
  const worker = new Worker(new URL('./compute-thread.ts', import.meta.url), { workerData: input })
  const [result] = (await once(worker, 'message')) as [FigureResult]
  await worker.terminate()
  return result
}
