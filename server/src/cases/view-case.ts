/** A case as somebody may see it: names of places and departments in words, personal data masked unless the work needs it. */
import type { ActView, CaseView, SignerView } from '@steppe/contracts/cases'
import type { Calendar, Day, RegionalCalendars } from '@steppe/kernels/calendar'
import { remaining } from '@steppe/kernels/calendar'
import { type Act, type CaseState, openPause } from '@steppe/kernels/cases'
import { maskIdNumber, maskName, maskPhone } from '@steppe/kernels/codes'
import type { Sight } from './authorise.ts'
import type { Directory } from './load-context.ts'

export interface Viewing {
  readonly calendars: RegionalCalendars
  readonly directory: Directory
  readonly today: Day
  readonly language: 'zh' | 'en'
  /** Names of steps, items and materials in the reader's language. */
  readonly say: (zh: string) => string
}

/** Working days (or days) left until `due`; negative when overdue. */
export function daysLeft(calendar: Calendar, today: Day, due: Day, unit: 'wd' | 'd'): number {
  return remaining(calendar, today, due, unit).count
}

function viewClock(state: CaseState, viewing: Viewing): CaseView['clock'] {
  const { clock } = state
  const paused = openPause(clock)
  const unit = clock.term.unit === 'wd' ? ('wd' as const) : ('d' as const)
  const counts = clock.due && !state.closedOn
  return {
    term: clock.term,
    lawTerm: clock.lawTerm,
    ...(clock.from ? { from: clock.from } : {}),
    ...(clock.due ? { due: clock.due } : {}),
    ...(clock.provisional ? { provisional: true } : {}),
    ...(counts
      ? { daysLeft: daysLeft(viewing.calendars.of(state.region), viewing.today, clock.due!, unit), unit }
      : {}),
    ...(paused ? { paused: { kind: paused.kind, reason: paused.reason, since: paused.start } } : {}),
    pauses: [...clock.pauses],
    extensions: [...clock.extensions],
  }
}

const idNumber = /^\d{17}[\dX]$/
const phone = /^1\d{10}$/

/** Masks what looks like personal data, however deep: ID numbers, phones, and names under name fields. */
export function maskDeep(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    if (idNumber.test(value)) return maskIdNumber(value)
    if (phone.test(value)) return maskPhone(value)
    return /name$/i.test(key) && /^[\p{Script=Han}·]{2,5}$/u.test(value) ? maskName(value) : value
  }
  if (Array.isArray(value)) return value.map((each) => maskDeep(each, key))
  if (typeof value !== 'object' || value === null) return value
  if ('sha256' in value) return unopened(value)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, maskDeep(each, name)]))
}

/** A file of which is told, but that cannot be opened: a scan hides nothing. */
export const unopened = <T extends object>(file: T) => ({ ...file, id: '' })

const optional = [
  'acceptedOn',
  'decidedOn',
  'closedOn',
  'correction',
  'supplement',
  'hearing',
  'renews',
  'promise',
  'outcome',
  'reasons',
  'rating',
] as const

type Signers = ReadonlyMap<string, readonly SignerView[]>

/** The view of a case for one who may see it as `sight`; `signers` by step. */
export function viewCase(state: CaseState, sight: Sight, viewing: Viewing, signers: Signers): CaseView {
  const masked = sight === 'supervisor'
  const mask = <T>(value: T): T => (masked ? (maskDeep(value) as T) : value)
  const { directory, language, say } = viewing
  const name = (code: string) => directory.departmentName(code, language)
  return {
    id: state.id,
    kind: state.kind,
    title: say(state.title),
    league: state.league,
    region: state.region,
    regionName: directory.regionName(state.region, language),
    item: { ...state.item, name: say(state.item.name) },
    department: state.department,
    departmentName: name(state.department),
    applicant: {
      kind: state.applicant.kind,
      id: masked ? '' : state.applicant.id,
      name: masked && state.applicant.kind === 'person' ? maskName(state.applicant.name) : state.applicant.name,
      ...(state.applicant.agent ? { agent: state.applicant.agent.name } : {}),
    },
    channel: state.channel,
    status: state.status,
    stage: state.stage,
    openedOn: state.openedOn,
    clock: viewClock(state, viewing),
    answers: mask({ ...state.answers }),
    findings: mask({ ...state.findings }),
    materials: state.materials.map((material) => ({
      ...material,
      name: say(material.name),
      ...(material.source ? { source: say(material.source) } : {}),
      ...(material.file && masked ? { file: unopened(material.file) } : {}),
    })) as CaseView['materials'],
    saved: state.saved,
    tasks: state.tasks.map((task) => ({
      ...task,
      name: say(task.name),
      outcomes: [...task.outcomes],
      departmentName: name(task.department),
      ...(signers.has(task.id) ? { signers: signers.get(task.id) } : {}),
    })),
    results: state.results.map((result) => ({ ...result, name: say(result.name) })),
    seq: state.seq,
    ...(Object.fromEntries(
      optional.filter((field) => state[field] !== undefined).map((field) => [field, state[field]]),
    ) as object),
  } as unknown as CaseView
}

export interface StoredAct {
  readonly seq: number
  readonly at: Date
  readonly act: Act
  readonly commitment: Buffer
}

/** The platform is called by a word, everybody else by their name. */
function nameOf({ kind, name }: Act['actor'], { language }: Viewing): string {
  return kind === 'platform' && language === 'en' ? 'Platform' : name
}

/** One act of the trail. */
export function viewAct(row: StoredAct, sight: Sight, viewing: Viewing, dayOf: (at: number) => Day): ActView {
  const { actor, deed } = row.act
  const shown = sight === 'supervisor' ? (maskDeep(deed) as typeof deed) : deed
  const { kind: _kind, ...data } = shown as unknown as Record<string, unknown> & { kind: string }
  if (typeof data.step === 'string') data.step = viewing.say(data.step)
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    on: dayOf(row.at.getTime()),
    kind: deed.kind,
    actor: {
      kind: actor.kind,
      name: actor.kind === 'person' && sight === 'supervisor' ? maskName(actor.name) : nameOf(actor, viewing),
      ...(actor.department
        ? { departmentName: viewing.directory.departmentName(actor.department, viewing.language) }
        : {}),
    },
    deed: data,
    commitment: row.commitment.toString('hex'),
  }
}
