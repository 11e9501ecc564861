/**
 * A linear support vector machine with squared hinge loss, learnt by dual coordinate descent.
 * Source: Hsieh, Chang, Lin, Keerthi, Sundararajan, “A dual coordinate descent method for large-scale linear SVM” (ICML 2008).
 */

/** Rows of sparse numbers one after the other: row `r` is at `starts[r] … starts[r + 1] - 1`. */
export interface SparseRows {
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
  /** How many columns there are. */
  readonly width: number
}

export interface SvmOptions {
  /** What a row on the wrong side costs. */
  readonly cost: number
  /** Stops when no row violates its condition by more. */
  readonly tolerance?: number
  readonly rounds?: number
}

/** One weight a column and, last, the constant. Rows are visited in an order that depends on nothing but their number. */
export function trainSvm(rows: SparseRows, isPositive: (row: number) => boolean, options: SvmOptions): Float64Array {
  const { cost, tolerance = 0.1, rounds = 30 } = options
  const size = rows.starts.length - 1
  const weights = new Float64Array(rows.width + 1)
  const slack = 0.5 / cost
  const state = {
    rows,
    weights,
    slack,
    signs: Int8Array.from({ length: size }, (_, row) => (isPositive(row) ? 1 : -1)),
    duals: new Float64Array(size),
    curvatures: Float64Array.from({ length: size }, (_, row) => squaredLength(rows, row) + 1 + slack),
  }
  const order = Int32Array.from({ length: size }, (_, row) => row)
  const random = sequence(1)
  let active = size
  let bound = Infinity
  for (let round = 0; round < rounds; round++) {
    shuffle(order, active, random)
    let [highest, lowest] = [-Infinity, Infinity]
    for (let at = 0; at < active; at++) {
      const row = order[at] as number
      const gradient = improve(state, row)
      if (state.duals[row] === 0 && gradient > bound) {
        // Far on its right side: left aside until the others have settled.
        active--
        order[at] = order[active] as number
        order[active] = row
        at--
        continue
      }
      const violation = state.duals[row] === 0 ? Math.min(gradient, 0) : gradient
      highest = Math.max(highest, violation)
      lowest = Math.min(lowest, violation)
    }
    bound = highest > 0 ? highest : Infinity
    if (highest - lowest >= tolerance) continue
    if (active === size) break
    active = size
    bound = Infinity
  }
  return weights
}

/** The side of a row: weights times values, and the constant. */
export function marginOf(rows: SparseRows, row: number, weights: Float64Array): number {
  const { starts, columns, values, width } = rows
  let sum = weights[width] as number
  for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
    sum += (weights[columns[at] as number] as number) * (values[at] as number)
  return sum
}

interface State {
  readonly rows: SparseRows
  readonly weights: Float64Array
  readonly slack: number
  readonly signs: Int8Array
  readonly duals: Float64Array
  readonly curvatures: Float64Array
}

/** One step on one row's dual; gives the gradient before it, which is 0 at the optimum or above 0 where the dual is 0. */
function improve({ rows, weights, slack, signs, duals, curvatures }: State, row: number): number {
  const sign = signs[row] as number
  const old = duals[row] as number
  const gradient = marginOf(rows, row, weights) * sign - 1 + old * slack
  if (Math.abs(gradient) < 1e-12 || (old === 0 && gradient > 0)) return gradient
  const dual = Math.max(old - gradient / (curvatures[row] as number), 0)
  duals[row] = dual
  const change = (dual - old) * sign
  const { starts, columns, values, width } = rows
  for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
    (weights[columns[at] as number] as number) += change * (values[at] as number)
  ;(weights[width] as number) += change
  return gradient
}

function squaredLength({ starts, values }: SparseRows, row: number): number {
  let sum = 0
  for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) sum += (values[at] as number) ** 2
  return sum
}

/** Mulberry32: the same numbers on every machine. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Mixes the first `size`. */
function shuffle(order: Int32Array, size: number, random: () => number): void {
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const kept = order[last] as number
    order[last] = order[other] as number
    order[other] = kept
  }
}
