/** Whether what the database holds of a case is what was sealed: each act opens its leaf, and each leaf leads to the signed root. */
import type { CheckAnswer } from '@steppe/contracts/ledger'
import type { Act, CaseState } from '@steppe/kernels/cases'
import { commit, leafHash, verifyInclusion } from '@steppe/kernels/ledger'
import { leagueOf } from '#cases/case-id'
import type { CasesHouse } from '#cases/house'
import { awaitLeaves } from './await-leaves.ts'
import { proveLeaf } from './prove-leaves.ts'
import { publishedCheckpoint } from './published-checkpoint.ts'
import type { SealingHouse } from './seal.ts'
import { stateHolds } from './state-holds.ts'

type Finding = CheckAnswer['findings'][number]

interface ActRow {
  readonly seq: number
  readonly act: Act
  readonly salt: Buffer
}

/** Checks one case whole, after sealing what waits; `state` is what is shown of it. */
export async function checkCase(house: CasesHouse, state: CaseState): Promise<CheckAnswer> {
  const caseId = state.id
  const rows = await house.db.ask<ActRow>(
    'select a.seq, a.act, a.salt from cases.acts a where a.league = $1 and a.case_id = $2 order by a.seq',
    [leagueOf(caseId), caseId],
  )
  const leaves = await awaitLeaves(house, caseId, rows.length)
  const stored = new Map(rows.map((row) => [row.seq, row]))
  const last = Math.max(0, ...leaves.keys(), ...stored.keys())
  const findings: Finding[] = []
  for (let n = 1; n <= last; n++) {
    const kind = await wrongWith(house, caseId, stored.get(n), leaves.get(n))
    if (kind) findings.push({ kind, subject: `${caseId} ${n}` })
  }
  const acts = rows.map((row) => row.act)
  if (findings.length === 0 && !(await stateHolds(house, state, acts)))
    findings.push({ kind: 'state_changed', subject: `${caseId} ${state.seq}` })
  return { ok: findings.length === 0, checked: last, findings }
}

async function wrongWith(
  house: SealingHouse,
  caseId: string,
  row: ActRow | undefined,
  leaf: number | undefined,
): Promise<Finding['kind'] | undefined> {
  if (!row) return 'act_missing'
  if (leaf === undefined) return 'act_unsealed'
  const checkpoint = await publishedCheckpoint(house, leaf + 1)
  if (!checkpoint) return 'checkpoint_wrong'
  const entry = leafHash(commit(row.salt, { case: caseId, ...row.act }))
  const proof = await proveLeaf(house, leaf, checkpoint.size)
  return verifyInclusion(leaf, checkpoint.size, entry, proof, checkpoint.root) ? undefined : 'act_changed'
}
