/** Who may do what. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holds, may, type Policy, within, worksAs } from './index.ts'

const policy: Policy = {
  roles: {
    examiner: { id: 'examiner', permissions: ['cases:case:act', 'cases:case:read'] },
    approver: { id: 'approver', permissions: ['cases:case:*'], covers: ['examiner'] },
    supervisor: { id: 'supervisor', permissions: ['cases:case:read'], reaches: 'region' },
    owner: { id: 'owner', permissions: ['cases:case:read'] },
  },
}

test('an examiner may act in the cases of the own department and of no other', () => {
  const grants = [{ role: 'examiner', department: 'd1', region: '010101' }]
  assert.equal(may(policy, grants, 'cases:case:act', { department: 'd1' }).allowed, true)
  assert.deepEqual(may(policy, grants, 'cases:case:act', { department: 'd2' }), {
    allowed: false,
    why: 'other_department',
  })
  assert.deepEqual(may(policy, grants, 'cases:case:extend', { department: 'd1' }), { allowed: false, why: 'no_role' })
})

test('a supervisor reads every case within the region and none outside it', () => {
  const grants = [{ role: 'supervisor', region: '010100' }]
  assert.equal(may(policy, grants, 'cases:case:read', { department: 'd9', region: '010105' }).allowed, true)
  assert.deepEqual(may(policy, grants, 'cases:case:read', { department: 'd9', region: '010205' }), {
    allowed: false,
    why: 'other_region',
  })
})

test('who acts for one firm does not see another firm', () => {
  const grants = [{ role: 'owner', firm: 'f1' }]
  assert.equal(may(policy, grants, 'cases:case:read', { firm: 'f1' }).allowed, true)
  assert.deepEqual(may(policy, grants, 'cases:case:read', { firm: 'f2' }), { allowed: false, why: 'other_firm' })
})

test('an approver may do an examiner’s work, not the other way round', () => {
  assert.equal(worksAs(policy, [{ role: 'approver', department: 'd1' }], 'examiner', 'd1'), true)
  assert.equal(worksAs(policy, [{ role: 'examiner', department: 'd1' }], 'approver', 'd1'), false)
  assert.equal(holds(policy, [{ role: 'approver' }], 'cases:case:extend'), true)
})

test('a county lies within its league and its province', () => {
  assert.equal(within('010105', '010100'), true)
  assert.equal(within('010105', '010000'), true)
  assert.equal(within('010105001', '010105'), true)
  assert.equal(within('010205', '010100'), false)
})
