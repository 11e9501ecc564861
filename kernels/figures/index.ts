/** Figures that a stranger can compute anew: definitions as data, rows, folds, intervals, and the replay of a published file. */
export { type Computed, computeFigure, type FigureValue } from './compute.ts'
export {
  type Condition,
  type Definition,
  type Exclusion,
  type Field,
  type FieldValue,
  type Fold,
  fieldsOf,
  isDefinition,
  type Words,
} from './definition.ts'
export { committedFigure, type FigureFile, figureFormat, figuresCode } from './file.ts'
export type { Ranked } from './rank.ts'
export { type FigureLine, type FigureStep, type ReplayedFigure, replayFigure } from './replay.ts'
export { firstDay, inputRoot, mostRows, narrow, type Row, type RowFault } from './rows.ts'
export { wilsonInterval } from './wilson.ts'
