/**
 * A policy as data: the document it stands in, conditions, benefit, order with others, duties, examples. A pack keeps one a file.
 * Days are civil days, `2026-01-01`; amounts are in yuan, as the documents state them.
 */
import type { FactTable } from './dictionary.ts'
import type { Words } from './words.ts'

/** Who issued it: 国家 · 自治区 · 盟市 · 旗县. */
export const levels = ['national', 'region', 'league', 'banner'] as const
export type Level = (typeof levels)[number]

/** What it gives: money, less tax, a lower fee, a loan, interest paid, a service. */
export const benefitKinds = ['cash', 'tax', 'fee', 'loan', 'subsidy', 'service'] as const
export type BenefitKind = (typeof benefitKinds)[number]

/** The document of the administration (政策文件) in which the policy stands. */
export type PolicyDocument = {
  /** 发文字号, `人社部发〔2026〕39号`. */
  readonly number: string
  readonly issuer: Words
  readonly level: Level
  /** Region code of the league or banner that issued it; the nation and the installation's own region go without. */
  readonly region?: string
  /** Left out where no source names the day. */
  readonly issuedOn?: string
  readonly title: Words
  readonly url?: string
  /** The document's text in Chinese, paragraphs parted by an empty line. */
  readonly text?: string
  readonly attachments?: readonly { readonly title: Words; readonly url: string }[]
}

/** One condition; all of them must hold. */
export type PolicyCondition = {
  readonly id: string
  readonly title: Words
  /** FEEL over facts of the dictionary, true or false. `today()` is the day of the question. */
  readonly when: string
  /** Article or paragraph it is taken from. */
  readonly source: string
}

export type Benefit = {
  readonly kind: BenefitKind
  /** What is given, in a sentence: 减按 5% 缴纳企业所得税. */
  readonly title: Words
  /** FEEL over facts, yuan; none where it cannot be reckoned from facts. */
  readonly amount?: string
  /** FEEL or a number, yuan. */
  readonly ceiling?: string | number
  /** `period`: the tax period of the firm, a month or a quarter. */
  readonly per?: 'once' | 'month' | 'quarter' | 'year' | 'period' | 'person'
  readonly source?: string
}

/**
 * With which others it does not go together: a policy by its id, or all that name the same group.
 * `highest` 就高不就低: of those that hold, the highest amount counts. `once` 不重复享受: one of them, whichever the firm chooses.
 */
export type Exclusion = ({ readonly policy: string } | { readonly group: string }) & {
  readonly rule: 'highest' | 'once'
  readonly source?: string
}

/** What whoever receives it has to do afterwards. */
export type Duty = {
  readonly title: Words /** FEEL duration after the award, `P1Y`, or words. */
  readonly after?: string
}

export type ExampleKind = 'in' | 'out' | 'unknown' | 'edge'

/** A case an official could check; it is also a test. Facts left out are not known. */
export type PolicyExample = {
  readonly title: string
  readonly kind: ExampleKind
  readonly facts: { readonly [fact: string]: unknown }
  readonly verdict: 'yes' | 'no' | 'unknown'
  /** Yuan, where the verdict is yes. */
  readonly amount?: number
  /** The day of the question; the policy's first day unless said. */
  readonly on?: string
}

/** Days of a policy that no source says and that stand there from memory. */
export const unsureParts = ['issuedOn', 'validFrom', 'validUntil'] as const
export type UnsurePart = (typeof unsureParts)[number]

export type Policy = {
  /** Kebab-case, the same for all versions. */
  readonly id: string
  /** 1, 2, … ; a change of conditions or benefit is a new version. */
  readonly version: number
  readonly title: Words
  readonly document: PolicyDocument
  readonly validFrom: string
  /** Its last day. */
  readonly validUntil?: string
  /** The document or policy that ended it. */
  readonly repealedBy?: string
  /** How sure the source is, as the fact sheet marks it: `C`, `C2`, `C-law`, `mem H`, `mem M`. */
  readonly confidence: string
  /** Days that have to be looked up in the document yet; shown as such. */
  readonly unsure?: readonly UnsurePart[]
  /** Who answers for it: kind of department, as packs name kinds. */
  readonly responsible?: string
  /** Lists it stands in: suites and annual lists (`suite-3`). */
  readonly suites?: readonly string[]
  /** Tables of its own, from which its conditions and amount may follow, such as steps of an amount. Their names are no facts' of the dictionary. */
  readonly tables?: readonly FactTable[]
  readonly conditions: readonly PolicyCondition[]
  readonly benefit: Benefit
  /** Place among several: smaller is applied first. */
  readonly order?: number
  readonly excludes?: readonly Exclusion[]
  readonly duties: readonly Duty[]
  /** 免申即享: given without an application. */
  readonly freeOfApplication?: boolean
  readonly examples: readonly PolicyExample[]
}
