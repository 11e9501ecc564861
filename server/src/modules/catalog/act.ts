/** What changes the catalogue; journeys may call it. */
export { loadPack } from './load-pack.ts'
