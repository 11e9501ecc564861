/** Policies, the dictionary of facts and its tables, as packs hold them. */
import {
  type Dictionary,
  type FactDefinition,
  type FactTable,
  isProblems,
  type Policy,
  type PolicyProblem,
  readFactDefinitions,
  readFactTable,
  readPolicy,
} from '@steppe/kernels/policies'
import type { Pack } from '#platform/packs'

export interface PolicyPack {
  readonly dictionary: Dictionary
  readonly policies: readonly Policy[]
}

/** Says which file is wrong, where, and how to mend it. */
export function problemsText(file: string, problems: readonly PolicyProblem[]): string {
  const lines = problems.map(({ place, line, column, message, advice }) => {
    const at = line === undefined ? '' : ` ${line}:${column}`
    return `  ${place}${at}: ${message.en}. ${advice.en}`
  })
  return [`${file}:`, ...lines].join('\n')
}

/** All that the packs say; the last pack that defines a fact, table or version of a policy decides. Throws at a file that cannot be read. */
export async function readPolicyPacks(packs: readonly Pack[]): Promise<PolicyPack> {
  const facts = new Map<string, FactDefinition>()
  const tables = new Map<string, FactTable>()
  const policies = new Map<string, Policy>()
  for (const pack of packs) {
    for (const fact of await readFacts(pack)) facts.set(fact.id, fact)
    for (const table of await readTables(pack)) tables.set(table.id, table)
    for (const policy of await readPolicies(pack)) policies.set(`${policy.id}@${policy.version}`, policy)
  }
  return { dictionary: { facts: [...facts.values()], tables: [...tables.values()] }, policies: [...policies.values()] }
}

async function readFacts(pack: Pack): Promise<readonly FactDefinition[]> {
  const data = await pack.data('policies/facts.yaml')
  if (data === undefined) return []
  const read = readFactDefinitions(data)
  if ('problems' in read) throw new Error(problemsText(`${pack.card.name}/policies/facts.yaml`, read.problems))
  return read
}

async function readTables(pack: Pack): Promise<readonly FactTable[]> {
  const names = (await pack.list('policies/tables')).filter((name) => name.endsWith('.yaml'))
  return Promise.all(
    names.map(async (name) => {
      const read = readFactTable(await pack.data(`policies/tables/${name}`))
      const file = `${pack.card.name}/policies/tables/${name}`
      if ('problems' in read) throw new Error(problemsText(file, read.problems))
      if (name !== `${read.id}.yaml`) throw new Error(`${file} holds the table ${read.id}; name the file after it`)
      return read
    }),
  )
}

async function readPolicies(pack: Pack): Promise<readonly Policy[]> {
  const names = (await pack.list('policies')).filter((name) => name.endsWith('.yaml') && !reserved.has(name))
  return Promise.all(
    names.map(async (name) => {
      const policy = readPolicy(await pack.data(`policies/${name}`))
      const file = `${pack.card.name}/policies/${name}`
      if (isProblems(policy)) throw new Error(problemsText(file, policy))
      if (name !== `${policy.id}.yaml` && name !== `${policy.id}@${policy.version}.yaml`)
        throw new Error(`${file} holds ${policy.id}; name it ${policy.id}.yaml or ${policy.id}@${policy.version}.yaml`)
      return policy
    }),
  )
}

/** Files of the folder that are no policy. */
const reserved = new Set(['facts.yaml', 'suites.yaml', 'law.yaml', 'facts-of-firms.yaml'])
