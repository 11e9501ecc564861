/** What crosses the wire for 可信存证: the log as anybody sees it, receipts and case files that are checked without us. */
import { type Static, Type } from 'typebox'
import { CaseId } from '../cases/index.ts'

const Named = Type.Object({ zh: Type.String(), en: Type.String() })
/** Standard base 64 of 32 bytes. */
const Hash = Type.String({ minLength: 44, maxLength: 44 })
const Hex = Type.String({ pattern: '^[0-9a-f]+$' })

/** A witness: who it is, and how far it has followed the log. */
export const WitnessView = Type.Object({
  name: Type.String(),
  title: Named,
  vkey: Type.String(),
  /** Leaves of the largest checkpoint it co-signed; 0 when none. */
  size: Type.Integer(),
  signedAt: Type.Optional(Type.String()),
  /** Why it did not sign when it was asked last: `unreachable`, or what it said of the checkpoint. */
  trouble: Type.Optional(
    Type.Union([
      Type.Literal('unreachable'),
      Type.Literal('knows_larger'),
      Type.Literal('inconsistent'),
      Type.Literal('refused'),
    ]),
  ),
})
export type WitnessView = Static<typeof WitnessView>

/** GET /api/ledger : the log as it stands. */
export const LogView = Type.Object({
  origin: Type.String(),
  /** Verifier key of the log (c2sp.org/signed-note). */
  vkey: Type.String(),
  size: Type.Integer(),
  root: Hash,
  sealedAt: Type.Optional(Type.String()),
  /** The published checkpoint, with the lines of its witnesses. */
  checkpoint: Type.String(),
  /** Facts that wait to be sealed; acts older than the log are still being taken in when `earlier` is set. */
  earlier: Type.Boolean(),
  witnesses: Type.Array(WitnessView),
})
export type LogView = Static<typeof LogView>

/** One act of a case with what proves it. The leaf is SHA-256 of `steppe/commitment/v1\0`, the salt and the canonical text of `{case, …act}`. */
export const ProvenAct = Type.Object({
  n: Type.Integer({ minimum: 1 }),
  act: Type.Unknown(),
  salt: Hex,
  /** Of the leaf, from 0. */
  index: Type.Integer({ minimum: 0 }),
  /** From the leaf's sibling upwards. */
  proof: Type.Array(Hash),
})
export type ProvenAct = Static<typeof ProvenAct>

const proven = {
  origin: Type.String(),
  case: CaseId,
  acts: Type.Array(ProvenAct),
  checkpoint: Type.String(),
  verifierKeys: Type.Object({ log: Type.String(), witnesses: Type.Array(Type.String()) }),
}

/** GET /api/ledger/cases/:id/receipt : proves that a case was taken in, when, and that nothing in it changed. */
export const CaseReceipt = Type.Object({ format: Type.Literal('steppe-receipt/1'), ...proven })
export type CaseReceipt = Static<typeof CaseReceipt>

/** GET /api/ledger/cases/:id/file : the same, with how the case stands after these acts. */
export const CaseFile = Type.Object({ format: Type.Literal('steppe-case/1'), ...proven, state: Type.Unknown() })
export type CaseFile = Static<typeof CaseFile>

/** What the house found wrong when it checked itself. */
export const Finding = Type.Object({
  kind: Type.Union([
    Type.Literal('act_changed'),
    Type.Literal('act_missing'),
    Type.Literal('act_unsealed'),
    /** What people are shown of the thing is not what its acts made of it. */
    Type.Literal('state_changed'),
    Type.Literal('leaf_unclaimed'),
    Type.Literal('tile_wrong'),
    Type.Literal('checkpoint_wrong'),
    Type.Literal('root_wrong'),
    /** Somebody keeps a checkpoint, or signed one, that is larger than the log. */
    Type.Literal('log_rolled_back'),
    /** Somebody keeps a checkpoint, or signed one, that is none of this log's. */
    Type.Literal('history_rewritten'),
    /** What was kept is not signed by this log. */
    Type.Literal('checkpoint_foreign'),
  ]),
  /** The thing: `150105-20261123-7K3F9QX 4`, `tile/0/001`, `checkpoint 512`. */
  subject: Type.String(),
})
export type Finding = Static<typeof Finding>

/** GET /api/ledger/cases/:id/check : whether what the database holds is what was sealed. */
export const CheckAnswer = Type.Object({
  ok: Type.Boolean(),
  checked: Type.Integer(),
  findings: Type.Array(Finding),
  /** Where a check of the whole log goes on; nothing when it is through. */
  next: Type.Optional(Type.Integer()),
})
export type CheckAnswer = Static<typeof CheckAnswer>
