/** What other modules may ask appeals. Nothing reached from here writes. */
export { appealLists } from './load-lists.ts'
