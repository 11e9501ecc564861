/** Policies in public: the list, one with its versions and what changed, the dictionary, suites with their tasks. */
import type {
  Dictionary as DictionaryData,
  Policy as PolicyData,
  PolicyDiff,
  PolicyFile as PolicyFileData,
  PolicyProblem,
} from '@steppe/kernels/policies'
import { type Static, Type } from 'typebox'
import { FirmCode, PolicyId } from './public-ids.ts'
import { shaped, type Words } from './shape.ts'

export { FirmCode, PolicyId }

/** A policy as data; its parts are described in `kernels/policies/policy.ts`. */
export const Policy = shaped<PolicyData>('a policy as data, as in packs', ['id', 'version'])
export type Policy = PolicyData

/** The facts that policies may ask for and the tables that derive facts; see `kernels/policies/dictionary.ts`. */
export const Dictionary = shaped<DictionaryData>('facts and tables, as in packs', ['facts', 'tables'])

/** What is wrong with a policy, with its place and what to do. */
export const Problem = shaped<PolicyProblem>(
  'code, place, line and column in the expression, message and advice in both languages',
  ['code', 'place', 'message', 'advice'],
)

export const PolicyParams = Type.Object({ id: PolicyId }, { additionalProperties: false })

export const standings = ['in_force', 'coming', 'ended', 'repealed'] as const
export type Standing = (typeof standings)[number]

/** GET /api/policies : search in public. */
export const PolicyQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 60 })),
    level: Type.Optional(Type.Enum(['national', 'region', 'league', 'banner'])),
    kind: Type.Optional(Type.Enum(['cash', 'tax', 'fee', 'loan', 'subsidy', 'service'])),
    standing: Type.Optional(Type.Enum([...standings])),
    cursor: Type.Optional(PolicyId),
  },
  { additionalProperties: false },
)
export type PolicyQuery = Static<typeof PolicyQuery>

export type PolicyLine = {
  readonly id: string
  readonly version: number
  readonly title: Words
  readonly benefit: Words
  readonly kind: PolicyData['benefit']['kind']
  readonly number: string
  readonly issuer: Words
  readonly level: PolicyData['document']['level']
  readonly validFrom: string
  readonly validUntil?: string
  readonly freeOfApplication: boolean
  readonly standing: Standing
}
export const PolicyList = shaped<{
  readonly policies: readonly PolicyLine[]
  readonly total: number
  readonly next?: string
}>('lines of policies, those in force first', ['policies', 'total'])

export type VersionLine = {
  readonly version: number
  readonly validFrom: string
  readonly validUntil?: string
  readonly publishedOn: string
  readonly number: string
  /** `replaced` where a later version speaks. */
  readonly standing: Standing | 'replaced'
  readonly repealedOn?: string
  readonly repealedBy?: string
  readonly repealedWhy?: string
  /** It stands in the transparency log; its file proves it. */
  readonly sealed?: boolean
  readonly repealSealed?: boolean
}
/** GET /api/policies/:id?version= */
export type PolicyView = {
  readonly policy: PolicyData
  readonly standing: VersionLine['standing']
  readonly versions: readonly VersionLine[]
  /** The department that answers for it where the reader is, and what kind of department it is. */
  readonly responsible?: { readonly name: Words }
  /** Policies that it does not go together with. */
  readonly excludes: readonly { readonly id: string; readonly title: Words; readonly rule: 'highest' | 'once' }[]
  /** The facts its conditions read, with their words. */
  readonly facts: readonly {
    readonly id: string
    readonly title: Words
    readonly source: Words
    readonly purpose: Words
    readonly personal: boolean
  }[]
}
export const PolicyView = shaped<PolicyView>('a version of a policy with all its versions', ['policy', 'versions'])
export const VersionQuery = Type.Object(
  { version: Type.Optional(Type.Integer({ minimum: 1 })) },
  { additionalProperties: false },
)

/** GET /api/policies/:id/file?version= */
export const VersionFileQuery = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    /** The version itself, the default; or that it was repealed: the version with its last day and what ended it. */
    of: Type.Optional(Type.Union([Type.Literal('version'), Type.Literal('repeal')])),
  },
  { additionalProperties: false },
)
export const PolicyFile = shaped<PolicyFileData>('steppe-policy/1: the version, its seal, and the proof from the log', [
  'format',
  'policy',
  'sealing',
])

/** GET /api/policies/:id/diff?from=&to= */
export const DiffQuery = Type.Object(
  { from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
)
export const Diff = shaped<PolicyDiff>('what changed from one version to the other', ['changes', 'text'])

/** A suite or an annual list, as packs hold it. */
export type Suite = {
  readonly id: string
  readonly kind: 'suite' | 'annual'
  readonly title: Words
  readonly version: string
  readonly number: string
  readonly issuer: Words
  readonly region: string
  readonly issuedOn: string
  readonly replaces?: string
  readonly repealedOn?: string
  readonly repealedBy?: string
  readonly source?: string
  readonly tasks: readonly SuiteTask[]
}
export type SuiteTask = {
  readonly number: string
  readonly title: Words
  /** Kind of the department in the lead, and of those beside it. */
  readonly lead: string
  readonly with?: readonly string[]
  readonly due: string
  readonly policies?: readonly string[]
}
export type SuiteLine = Omit<Suite, 'tasks'> & { readonly tasks: number; readonly done: number }
export const SuiteList = shaped<{ readonly suites: readonly SuiteLine[] }>('suites and annual lists', ['suites'])
export type TaskView = SuiteTask & {
  readonly leadName: Words
  readonly withNames: readonly Words[]
  /** Not begun, under way, done; late when its day has passed. */
  readonly state: 'waiting' | 'running' | 'done'
  readonly late: boolean
  readonly doneOn?: string
  readonly report?: string
  /** The case that carries it, for staff. */
  readonly case?: string
}
export type SuiteView = Omit<Suite, 'tasks'> & {
  readonly tasks: readonly TaskView[]
  readonly policies: readonly PolicyLine[]
  /** The suites it replaced and that replaced it. */
  readonly before?: { readonly id: string; readonly title: Words }
  readonly after?: { readonly id: string; readonly title: Words }
  /** Whether the caller may give the tasks to their departments. */
  readonly mayStart: boolean
}
export const SuiteView = shaped<SuiteView>('a suite with its tasks and policies', ['tasks'])
/** GET /api/policies/suites/:id/diff : what changed from the suite it replaced, task by task. */
export const SuiteDiff = shaped<{
  readonly from: { readonly id: string; readonly title: Words }
  readonly changes: readonly {
    readonly number: string
    readonly kind: 'added' | 'removed' | 'changed'
    readonly was?: string
    readonly is?: string
  }[]
}>('tasks that came, went and changed', ['changes'])
export const SuiteStarted = Type.Object({ started: Type.Integer(), already: Type.Integer() })
