/** What the case engine's routes and the modules that open cases are given. */
import type { Calendar, RegionalCalendars } from '@steppe/kernels/calendar'
import type { Expressions } from '@steppe/kernels/process'
import type { NamedPolicy } from '#ask/registry'
import type { Links } from '#links/links'
import type { House, SealedRows } from '#platform/module'
import type { English } from '#platform/phrases'
import type { Refusal, RefusalTexts } from '#platform/refusals'
import type { Engine } from './engine.ts'
import type { Directory, Law } from './load-context.ts'

export interface CasesHouse extends House {
  readonly engine: Engine
  /** The calendar without closures of regions. */
  readonly calendar: Calendar
  /** The calendar of each region, and the documents behind them. */
  readonly calendars: RegionalCalendars
  readonly law: Law
  readonly directory: Directory
  /** Names of steps, items and materials in English. */
  readonly english: English
  /** FEEL, parsed once for each text. */
  readonly expressions: Expressions
  readonly policy: NamedPolicy
  /** All refusals of the installation, for saying why an act is not allowed. */
  readonly refusals: RefusalTexts
  /** Where each module keeps what stands in the transparency log. */
  readonly sealedRows: readonly SealedRows[]
  /** Other installations we exchange cases with; none unless configured. */
  readonly links: Links | undefined
  /** Staff of the departments who may work on steps, for handing one on. */
  readonly colleagues: (
    departments: readonly string[],
  ) => Promise<
    readonly { readonly id: string; readonly name: string; readonly role: string; readonly department: string }[]
  >
  /** Materials of an item that may follow after acceptance (容缺), as its guide of that day makes public. */
  readonly mayFollow: (item: string, day: string) => Promise<readonly string[]>
  /** Asks for the account's password once more before something weighty; the refusal when it is wrong. */
  readonly confirmPassword: (account: string, password: string) => Promise<Refusal | undefined>
}
