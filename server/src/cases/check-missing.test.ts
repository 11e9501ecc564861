/** What may follow after acceptance: what the guide lets follow and has not come in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseMaterial, CaseState, Deed } from '@steppe/kernels/cases'
import { isRefusal } from '#platform/refusals'
import { wrongMissing } from './check-missing.ts'
import type { CasesHouse } from './house.ts'

const house = { mayFollow: async () => ['rules', 'plan'] } as unknown as CasesHouse
const file = { id: 'f', name: 'f.pdf', sha256: '0', size: 1 }
const materials: readonly CaseMaterial[] = [
  { id: 'rules', name: '管理制度', proof: 'upload', file },
  { id: 'plan', name: '平面图', proof: 'upload' },
]
const state = { item: { code: 'item' }, openedOn: '2026-11-23', materials } as unknown as CaseState

async function letFollow(...ids: string[]): Promise<string | undefined> {
  const deed = { kind: 'accept_with_missing', task: 't1', materials: ids, by: '2026-12-04' } as unknown as Deed
  const no = await wrongMissing(house, state, deed)
  return isRefusal(no) ? `${no.code} ${no.params?.materials}` : undefined
}

test('only what the guide lets follow and has not come in may follow', async () => {
  assert.equal(await letFollow('plan'), undefined)
  assert.equal(await letFollow('plan', 'id-card'), 'cases.may_not_follow id-card')
  assert.equal(await letFollow('plan', 'rules'), 'cases.came_in 管理制度')
})
