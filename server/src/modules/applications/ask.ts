/** What other modules may ask applications. Nothing reached from here writes. */

export { findGuide, termOf } from './find-guide.ts'
export { findHeld } from './find-held.ts'
export { countSaved, type Held, neededMaterials } from './needed-materials.ts'
