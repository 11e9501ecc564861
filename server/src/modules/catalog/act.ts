/** What changes the catalogue; journeys may call it. */
export { importProofMatters } from './import-proof-matters.ts'
export { loadPack } from './load-pack.ts'
