/** What other modules may ask the catalogue. Nothing reached from here writes. */
export { type Catalogue, getCatalogue, versionOn } from './catalogue.ts'
export {
  findBasicItem,
  findForm,
  findItem,
  formOf,
  getItemVersion,
  itemCodeFor,
  materialsOf,
  partsOf,
  processOf,
} from './find-item.ts'
export { findServicePoints } from './find-service-points.ts'
export { itemCode, leagueOfItem, partsOfItemCode, regionAndAbove } from './item-code.ts'
export { getProofs, type Proofs, type Prover } from './proofs.ts'
export { searchItems } from './search-items.ts'
export { getSynonyms } from './search-words.ts'
export { getSegmenter } from './segmenter.ts'
