/** What other modules may ask seals. What is printed is sealed once and kept; nothing else reached from here writes. */
export { checkDocument } from './check-document.ts'
export { fileAnswer } from './routes-rounds.ts'
