/** Public chance: RFC 3797 in its original form, and draws that commit to their list first and take a seed that nobody here controls. */
export type { Assignment } from './assign.ts'
export { type BeaconChain, type BeaconRound, roundAfter, roundRandomness, roundTime, verifyRound } from './beacon.ts'
export { hasRevealed, type Opening, type PartyShare, partyCommitment, silentParties } from './ceremony.ts'
export {
  canonicalList,
  checkList,
  concealId,
  type DrawInspector,
  type DrawList,
  type DrawObject,
  type DrawTask,
  type ListProblem,
  listRoot,
  type Recusal,
  type Take,
  takenOf,
} from './list.ts'
export { drawnOrder } from './order.ts'
export { type ReplayLine, type ReplayReport, type ReplayStep, replayDraw } from './replay.ts'
export { keyOf, keyOfSource, largestPool, type Pick, type Source, selectByRfc3797 } from './rfc3797.ts'
export { type Drawn, type DrawResult, type DropOut, runDraw, type Visit } from './run-draw.ts'
export {
  checkRule,
  drawSeed,
  type LotteryEntry,
  type ReadSeed,
  readSeed,
  type SeedProblem,
  type SeedRule,
  type SeedValue,
  seedTime,
} from './seed.ts'
export { largestWeight } from './tickets.ts'
export {
  committedValue,
  isSeedRule,
  isSeedValue,
  readTranscript,
  type Sealing,
  type Transcript,
  transcriptFormat,
} from './transcript.ts'
