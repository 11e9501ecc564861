/** The law of arrears and who handles them: data of the packs, `arrears/law.json`, `lpr.json`, `handling.json`; the last pack that has a file decides. */
import type { ArrearsLaw, LprHistory } from '@steppe/kernels/arrears'
import { parseTerm, type Term } from '@steppe/kernels/calendar'
import type { Pack } from '#platform/packs'

interface Words {
  readonly zh: string
  readonly en: string
}

/** A class of ages: debts up to so many days after the last day of payment. */
export interface AgeClass {
  readonly id: string
  readonly title: Words
  /** Days, included; absent for the last class. */
  readonly until?: number
}

interface HandlingFile {
  readonly accepting: { readonly kind: string }
  readonly handling: { readonly kind: string }
  readonly notice: { readonly term: string }
  readonly ages: readonly AgeClass[]
}

/** How sure what a pack says is: `C-law`, `C`, `C2` with its source at hand, `mem …` from memory and to be confirmed. */
interface Marked {
  readonly confidence?: string
}

/** What a claim may be for, or what proves it. */
export interface ClaimWord extends Marked {
  readonly id: string
  readonly title: Words
  readonly source: string
}

interface ClaimsFile {
  readonly subjects: readonly ClaimWord[]
  readonly evidence: readonly ClaimWord[]
}

export interface ArrearsRules {
  readonly laws: readonly (ArrearsLaw & Marked)[]
  readonly lpr: LprHistory & Marked
  readonly subjects: readonly ClaimWord[]
  readonly evidence: readonly ClaimWord[]
  /** Kind of department that takes complaints for the whole installation. */
  readonly acceptingKind: string
  /** Kind of department that handles them where the debtor is. */
  readonly handlingKind: string
  /** Between the notice and the day on which a debtor may be named. */
  readonly notice: Term
  readonly ages: readonly AgeClass[]
}

const known = new WeakMap<readonly Pack[], Promise<ArrearsRules>>()

async function last<T>(packs: readonly Pack[], path: string): Promise<T> {
  const found = await Promise.all(packs.map((pack) => pack.data<T>(path)))
  const file = found.findLast((each) => each !== undefined)
  if (file === undefined) throw new Error(`no pack has ${path}`)
  return file
}

async function read(packs: readonly Pack[]): Promise<ArrearsRules> {
  const [laws, lpr, handling, claims] = await Promise.all([
    last<ArrearsRules['laws']>(packs, 'arrears/law.json'),
    last<ArrearsRules['lpr']>(packs, 'arrears/lpr.json'),
    last<HandlingFile>(packs, 'arrears/handling.json'),
    last<ClaimsFile>(packs, 'arrears/claims.json'),
  ])
  return {
    laws,
    lpr,
    subjects: claims.subjects,
    evidence: claims.evidence,
    acceptingKind: handling.accepting.kind,
    handlingKind: handling.handling.kind,
    notice: parseTerm(handling.notice.term),
    ages: handling.ages,
  }
}

/** Read once for each installation. */
export function loadRules(packs: readonly Pack[]): Promise<ArrearsRules> {
  const found = known.get(packs) ?? read(packs)
  known.set(packs, found)
  return found
}
