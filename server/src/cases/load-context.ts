/** What deciding needs, gathered once: calendar and law from the packs, definitions from the database, departments from the registry. */
import {
  type Calendar,
  type Closure,
  type Day,
  dayInZone,
  makeCalendars,
  parseClosures,
  parseNotices,
  parseTerm,
  type RegionalCalendars,
  termEnd,
  type YearNotice,
} from '@steppe/kernels/calendar'
import type { CaseContext, CaseLaw, CaseState } from '@steppe/kernels/cases'
import type { Expressions, ProcessDefinition } from '@steppe/kernels/process'
import type { Pack } from '#platform/packs'
import type { Ask } from '#platform/postgres'
import { loadOrderRules, type OrderLaw } from './load-order-rules.ts'

/** Who serves where: what the engine needs of the registry. */
export interface Directory {
  /** The department of a kind that serves a region; nothing where there is none. */
  readonly departmentOf: (kind: string, region: string) => string | undefined
  readonly departmentName: (code: string, language: 'zh' | 'en') => string
  readonly regionName: (code: string, language: 'zh' | 'en') => string
}

interface Sourced<T> {
  readonly value: T
  readonly source: string
}

interface LawFile {
  readonly correctionNotice: { readonly term: string }
  readonly correctionsAllowed: Sourced<number>
  readonly correctionLongest: { readonly term: string }
  readonly extensionLongest: { readonly term: string }
  readonly extensionsAllowed: Sourced<number>
  readonly extensionOf?: { readonly processes: Readonly<Record<string, string>> }
  readonly specialProcedures: {
    readonly kinds: readonly { readonly id: string; readonly zh: string; readonly en: string }[]
  }
  readonly hearing?: {
    readonly ask: string
    readonly hold: string
    readonly notice: string
    readonly procedure: string
  }
  readonly renewal?: { readonly ask: string }
  readonly promiseCheck: { readonly term: string }
  readonly badGradeFrom: Sourced<number>
  readonly badReview: { readonly term: string }
}

export interface Law extends CaseLaw {
  readonly procedureNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  readonly badReviewTerm: ReturnType<typeof parseTerm>
  /** Orders of the hotline: which rule holds for which; absent where no pack has any. */
  readonly orderLaw?: OrderLaw
}

const hearingLaw = ({ ask, hold, notice, procedure }: NonNullable<LawFile['hearing']>) => ({
  ask: parseTerm(ask),
  hold: parseTerm(hold),
  notice: parseTerm(notice),
  procedure,
})

/** The law of cases from the last pack that states it. */
export async function loadLaw(packs: readonly Pack[]): Promise<Law> {
  let file: LawFile | undefined
  for (const pack of packs) file = { ...file, ...(await pack.data<LawFile>('cases/law.json')) } as LawFile
  if (!file?.correctionNotice) throw new Error('no pack states cases/law.json; the national pack does')
  const { kinds } = file.specialProcedures
  const orderLaw = await loadOrderRules(packs)
  return {
    correctionNotice: parseTerm(file.correctionNotice.term),
    correctionsAllowed: file.correctionsAllowed.value,
    correctionLongest: parseTerm(file.correctionLongest.term),
    extensionLongest: parseTerm(file.extensionLongest.term),
    extensionsAllowed: file.extensionsAllowed.value,
    extensionOf: Object.fromEntries(
      Object.entries(file.extensionOf?.processes ?? {}).map(([process, term]) => [process, parseTerm(term)]),
    ),
    specialProcedures: kinds.map((kind) => kind.id),
    ...(file.hearing ? { hearing: hearingLaw(file.hearing) } : {}),
    ...(file.renewal ? { renewal: { ask: parseTerm(file.renewal.ask) } } : {}),
    promiseCheck: parseTerm(file.promiseCheck.term),
    badGradeFrom: file.badGradeFrom.value,
    procedureNames: Object.fromEntries(kinds.map(({ id, zh, en }) => [id, { zh, en }])),
    badReviewTerm: parseTerm(file.badReview.term),
    ...(orderLaw ? { orderLaw, orders: orderLaw.byId } : {}),
  }
}

/** The calendars of the packs: yearly notices, and closures of regions from `calendar/closures.json`. */
export async function loadCalendars(packs: readonly Pack[]): Promise<RegionalCalendars> {
  const notices: YearNotice[] = []
  const closures: Closure[] = []
  for (const pack of packs) {
    for (const name of (await pack.list('calendar')).filter((each) => /^\d{4}\.json$/.test(each)))
      notices.push(...parseNotices(await pack.data(`calendar/${name}`)))
    const local = await pack.data('calendar/closures.json')
    if (local) closures.push(...parseClosures(local))
  }
  return makeCalendars(notices, closures)
}

const fixedOffset = new Map<string, number>()

/** Milliseconds by which the zone is ahead of UTC at noon of a day in it. */
function offsetOf(zone: string): number {
  let offset = fixedOffset.get(zone)
  if (offset === undefined) {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(0)
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(
      parts.find((part) => part.type === 'timeZoneName')?.value ?? '',
    ) ?? ['', '+', '0', '0']
    offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
    fixedOffset.set(zone, offset)
  }
  return offset
}

/** The instant at which a civil day begins in the zone (zones without summer time, as in China). */
export function startOfDayIn(zone: string): (day: Day) => number {
  return (day) => Date.parse(day) - offsetOf(zone)
}

const isoDuration = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/** When a process timer fires: an ISO 8601 duration from the instant, or the end of a working-day term. */
export function timerInstant(calendar: Calendar, zone: string): (from: number, text: string) => number {
  return (from, text) => {
    const [, days, hours, minutes, seconds] = isoDuration.exec(text) ?? []
    if (isoDuration.test(text))
      return (
        from +
        (((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000
      )
    const { due } = termEnd(calendar, { term: parseTerm(text), from: dayInZone(from, zone) })
    return startOfDayIn(zone)(due!) + 86_400_000
  }
}

/** Reads process definitions, each once: a version never changes. */
export function definitionReader(ask: Ask): (key: string, version: string) => Promise<ProcessDefinition> {
  const known = new Map<string, Promise<ProcessDefinition>>()
  const read = async (key: string, version: string) => {
    const rows = await ask<{ definition: ProcessDefinition }>(
      'select d.definition from cases.definitions d where d.key = $1 and d.version = $2',
      [key, version],
    )
    if (!rows[0]) throw new Error(`the process ${key} has no version ${version}`)
    return rows[0].definition
  }
  return (key, version) => {
    const name = `${key}@${version}`
    let found = known.get(name)
    if (!found) {
      found = read(key, version)
      found.catch(() => known.delete(name))
      known.set(name, found)
    }
    return found
  }
}

/** Who owes a task: `kind@region/role` or `department-code/role`; a fault when a process names nobody. */
export function assigneeResolver(directory: Directory): CaseContext['resolveAssignee'] {
  return (assignee, state) => {
    const [place = '', role = ''] = assignee.split('/')
    const [kind = '', region] = place.split('@')
    const department = region ? directory.departmentOf(kind, region) : place
    if (!department || !role) throw new Error(`the assignee “${assignee}” names no department of ${state.region}`)
    return { department, role }
  }
}

export interface ContextParts {
  readonly calendars: RegionalCalendars
  readonly law: CaseLaw
  readonly zone: string
  readonly expressions: Expressions
  readonly directory: Directory
  readonly definition: (key: string, version: string) => Promise<ProcessDefinition>
}

/** Gives for a case what deciding it needs; the same object for all cases of one process version under one calendar. */
export function contextFactory(
  parts: ContextParts,
): (state: Pick<CaseState, 'process' | 'region'>) => Promise<CaseContext> {
  const resolveAssignee = assigneeResolver(parts.directory)
  const made = new Map<Calendar, Map<string, CaseContext>>()
  return async ({ process, region }) => {
    const calendar = parts.calendars.of(region)
    const known = made.get(calendar) ?? new Map<string, CaseContext>()
    made.set(calendar, known)
    const name = `${process.key}@${process.version}`
    let context = known.get(name)
    if (!context) {
      context = {
        calendar,
        law: parts.law,
        definition: await parts.definition(process.key, process.version),
        expressions: parts.expressions,
        resolveAssignee,
        dayOf: (at) => dayInZone(at, parts.zone),
        timerAt: timerInstant(calendar, parts.zone),
      }
      known.set(name, context)
    }
    return context
  }
}
