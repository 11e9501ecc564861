/** What other modules may ask inspections. Nothing reached from here writes. */
export { findDraws } from './find-draws.ts'
export { makeTranscript } from './make-transcript.ts'
export { loadSettings } from './settings.ts'
