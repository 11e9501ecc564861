/** Computes a published figure anew, step by step: what a stranger does with the file, in the verifier or in a browser. */
import { canonicalText } from '../ledger/canonical.ts'
import { computeFigure, type FigureValue } from './compute.ts'
import { type FigureFile, figuresCode, readFigure } from './file.ts'
import { faultOfRows, inputRoot, type RowFault } from './rows.ts'

/** `shape` the file is whole · `code` this program computes as that one did · `rows` whole, different, of the span · `root` · `value`. */
export type FigureStep = 'shape' | 'code' | 'rows' | 'root' | 'value'

export interface FigureLine {
  readonly step: FigureStep
  readonly ok: boolean
  /** Fault of the rows. */
  readonly fault?: RowFault
  /** The root as computed. */
  readonly root?: string
  /** The value as computed. */
  readonly value?: FigureValue
}

export interface ReplayedFigure {
  readonly ok: boolean
  readonly lines: readonly FigureLine[]
  readonly file?: FigureFile
}

/** Whatever `input` is, the answer is a list of steps; it ends where no further step can be done. */
export function replayFigure(input: unknown): ReplayedFigure {
  const file = readFigure(input)
  if (!file) return { ok: false, lines: [{ step: 'shape', ok: false }] }
  const lines = [{ step: 'shape', ok: true } as const, ...linesOf(file)]
  return { ok: lines.every((line) => line.ok), lines, file }
}

function linesOf(file: FigureFile): FigureLine[] {
  const code: FigureLine = { step: 'code', ok: file.code === figuresCode }
  const { definition, rows, day } = file
  const fault = day < definition.from ? ({ code: 'row_outside' } as const) : faultOfRows(definition, rows, day)
  if (fault) return [code, { step: 'rows', ok: false, fault }]
  const root = inputRoot(rows)
  const computed = computeFigure(definition, rows, day)
  const value = computed.ok ? computed.value : undefined
  return [
    code,
    { step: 'rows', ok: true },
    { step: 'root', ok: root === file.root, root },
    { step: 'value', ok: value !== undefined && same(value, file.value), ...(value ? { value } : {}) },
  ]
}

function same(one: FigureValue, other: FigureValue): boolean {
  try {
    return canonicalText(one) === canonicalText(other)
  } catch {
    return false
  }
}
