/** A published figure as a file, `steppe-figure/1`: everything a stranger needs to compute it anew. What comes from outside is checked before it is used. */

import { isOneOf, isRecord, isRoot, isSealing, isText, isThing, type Sealing } from '../ledger/shapes.ts'
import type { FigureValue } from './compute.ts'
import { type Definition, isDay, isDefinition } from './definition.ts'
import type { Row } from './rows.ts'

export const figureFormat = 'steppe-figure/1'

/** Name and version of this way of computing: it counts up when a file could come to another value. */
export const figuresCode = 'steppe-figures/1'

export interface FigureFile {
  readonly format: typeof figureFormat
  /** Id of the definition. */
  readonly figure: string
  /** Code of the region whose cases are looked at. */
  readonly region: string
  readonly day: string
  readonly definition: Definition
  readonly code: string
  readonly rows: readonly Row[]
  /** Of the rows, hex. */
  readonly root: string
  readonly value: FigureValue
  readonly sealing: Sealing
}

/** What is sealed when the figure is published. */
export function committedFigure(file: Omit<FigureFile, 'format' | 'rows' | 'sealing'>): unknown {
  const { figure, region, day, definition, code, root, value } = file
  return { kind: 'figure', figure, region, day, definition, code, root, value }
}

const isFile = isThing({
  format: isOneOf(figureFormat),
  figure: isText,
  region: isText,
  day: isDay,
  definition: isDefinition,
  code: isText,
  rows: Array.isArray,
  root: isRoot,
  value: isRecord,
  sealing: isSealing,
})

/** The file, or undefined where it is not whole. Rows and value are looked at when it is computed anew. */
export function readFigure(value: unknown): FigureFile | undefined {
  const file = value as FigureFile
  return isFile(value) && file.sealing.salt.length >= 32 && file.definition.id === file.figure ? file : undefined
}
