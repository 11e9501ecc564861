/** What the stories of policies do over and over: write a policy, find one of mine, work on its cases. */
import { expect } from './do-errands.ts'
import type { Client, World } from './world.ts'

export const technology = '91150102MAD000027C'
export const office = '150000-human-resources'

type Part = {
  readonly when: string
  readonly amount?: string
  readonly free?: boolean
  readonly from?: string
  readonly text?: string
  readonly title?: string
}

/** A subsidy for keeping staff, with the four examples that publication asks for. */
export function policyOf(id: string, part: Part): Record<string, unknown> {
  const words = (zh: string, en: string) => ({ zh, en })
  const example = (kind: string, employees: number | undefined, verdict: string) => ({
    title: `${kind} ${employees ?? ''}`,
    kind,
    verdict,
    facts: employees === undefined ? {} : { employees },
  })
  return {
    id,
    version: 1,
    title: words(part.title ?? '演示稳岗奖励', 'Demonstration award'),
    document: {
      number: '演示发〔2026〕9号',
      issuer: words('自治区人力资源和社会保障厅', 'Human resources of the region'),
      level: 'region',
      region: '150000',
      title: words('演示稳岗奖励办法', 'Demonstration rules'),
      ...(part.text ? { text: part.text } : {}),
    },
    validFrom: part.from ?? '2026-11-01',
    confidence: 'C',
    conditions: [
      { id: 'staff', title: words('从业人员符合要求', 'Staff as required'), when: part.when, source: '第二条' },
    ],
    benefit: {
      kind: 'cash',
      title: words('按人数奖励', 'Paid for each person'),
      ...(part.amount ? { amount: part.amount } : {}),
    },
    duties: [],
    ...(part.free ? { freeOfApplication: true } : {}),
    examples: [
      example('in', 40, 'yes'),
      example('out', 1, 'no'),
      example('unknown', undefined, 'unknown'),
      example('edge', 30, 'yes'),
    ],
  }
}

/** Saves a draft and publishes it. */
export async function publish(maker: Client, id: string, part: Part, on?: string): Promise<{ version: number }> {
  await maker.ask('PUT', `/api/policies/drafts/${id}`, { department: office, policy: policyOf(id, part) })
  return maker.ask('POST', `/api/policies/drafts/${id}/publish`, on ? { on } : {})
}

type Line = {
  readonly id: string
  readonly verdict: string
  readonly missing: readonly string[]
  readonly amount: unknown
}

/** The lines of my firm, or one of them. */
export async function myLines(client: Client, firm: string): Promise<readonly Line[]> {
  return (await client.ask('GET', `/api/policies/mine?firm=${firm}`)).policies
}

export async function myLine(client: Client, firm: string, id: string): Promise<Line> {
  const found = (await myLines(client, firm)).find((line) => line.id === id)
  expect(found, `the policy ${id} is not among those of ${firm}`)
  return found as Line
}

/** Waits until the page shows the words. */
export async function shows(page: Awaited<ReturnType<World['page']>>, words: string): Promise<void> {
  await page.getByText(words, { exact: false }).first().waitFor({ timeout: 10_000 })
}
