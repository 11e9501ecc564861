/** What journeys and the demonstration may have inspections do. */
export { commitList } from './commit-list.ts'
export { declareRecusal } from './declare-recusal.ts'
export { enterSeed } from './enter-seed.ts'
export { giveUpDraw } from './give-up-draw.ts'
export { prepareDraw } from './prepare-draw.ts'
export { publishDraw } from './publish-draw.ts'
export { publishPlan } from './publish-plan.ts'
