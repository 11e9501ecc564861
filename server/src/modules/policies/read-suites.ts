/** Suites and annual lists of policies (政策清单、年度要点) with their tasks, as packs hold them: `policies/suites.yaml`. */
import type { Suite } from '@steppe/contracts/policies'
import type { Pack } from '#platform/packs'

export type { Suite }

/** The suites of a pack; a file that cannot be read is a fault that says why. */
export async function readSuites(pack: Pack): Promise<readonly Suite[]> {
  const suites = (await pack.data<{ readonly suites: readonly Suite[] }>('policies/suites.yaml'))?.suites ?? []
  for (const suite of suites) {
    const wrong = faultOf(suite)
    if (wrong) throw new Error(`${pack.card.name}/policies/suites.yaml: ${suite.id ?? '?'}: ${wrong}`)
  }
  return suites
}

function faultOf(suite: Suite): string | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(suite.id ?? '')) return 'a suite needs an id of small letters and hyphens'
  if (!suite.title?.zh || !suite.title.en) return 'a suite needs a title in both languages'
  if (!suite.number || !suite.issuedOn || !suite.region)
    return 'a suite needs number, issuedOn and region of its document'
  const numbers = (suite.tasks ?? []).map((task) => task.number)
  if (new Set(numbers).size !== numbers.length) return 'two tasks have the same number'
  const bad = suite.tasks?.find((task) => !task.title?.zh || !task.lead || !/^\d{4}-\d{2}-\d{2}$/.test(task.due ?? ''))
  return bad ? `task ${bad.number} needs title, lead and due` : undefined
}
