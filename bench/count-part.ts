/** A worker of the population's bench: compiles the rules for itself and counts a part of the base, which is shared. */
import { parentPort, workerData } from 'node:worker_threads'
import { compilePopulation, countVerdicts, type FirmBase, type PopulationRule } from '../kernels/rules/index.ts'

/** What a part is, sent when it is to begin. */
export type Part = { readonly rules: readonly PopulationRule[]; readonly from: number; readonly to: number }

/** What came out: verdicts by rule, and the processor time of compiling and of all in milliseconds. */
export type Counted = {
  readonly yes: Uint32Array
  readonly unknown: Uint32Array
  readonly compiling: number
  readonly processor: number
  readonly predicates: number
  readonly interpreted: number
}

const base = workerData as FirmBase

function spent(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

parentPort?.on('message', ({ rules, from, to }: Part) => {
  const begun = spent()
  const population = compilePopulation(base, rules)
  if ('refused' in population) throw new Error(JSON.stringify(population.problems[0]))
  const compiling = spent() - begun
  const { yes, unknown } = countVerdicts(population, from, to)
  const { predicates } = population.size
  const counted: Counted = {
    yes,
    unknown,
    compiling,
    processor: spent() - begun,
    predicates,
    interpreted: population.interpreted.length,
  }
  parentPort?.postMessage(counted)
})
parentPort?.postMessage('ready')
