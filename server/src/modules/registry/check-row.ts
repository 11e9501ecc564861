/** One row of a file of firms: what can be taken in, what is wrong (the row stays out), what is only noted. */

import type { FirmStatus } from '@steppe/contracts/registry'
import type { Day } from '@steppe/kernels/calendar'
import { checkCreditCode, checkIdNumber, checkMobile, type Verdict } from '@steppe/kernels/codes'
import type { Places, Region } from './gather-places.ts'
import { readCapital } from './read-capital.ts'
import { readDay } from './read-day.ts'
import { readStatus } from './read-status.ts'
import type { FirmField } from './recognise-headings.ts'

export interface FirmDraft {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly region: string
  readonly type: string | null
  readonly representativeName: string | null
  readonly representativeId: string | null
  readonly phone: string | null
  readonly industry: string | null
  readonly established: string | null
  readonly status: FirmStatus | null
  readonly capital: string | null
  readonly capitalFen: number | null
  readonly currency: string | null
  readonly address: string | null
  readonly scope: string | null
  readonly updated: string | null
}

export interface Finding {
  readonly level: 'error' | 'note'
  readonly field?: FirmField
  readonly code: string
  readonly found?: string
  readonly params?: Readonly<Record<string, unknown>>
}

export interface CheckedRow {
  /** Present when there is no error. */
  readonly firm?: FirmDraft
  readonly findings: readonly Finding[]
}

export interface RowContext {
  readonly places: Places
  readonly today: Day
  /** The region a written name means; kept, as files say the same few names thousands of times. */
  readonly resolve: (written: string) => Region | undefined
}

export type Cells = Readonly<Partial<Record<FirmField, string>>>

const limits: Readonly<Record<FirmField, number>> = {
  code: 40,
  name: 200,
  type: 200,
  representative: 200,
  representativeId: 40,
  phone: 40,
  region: 100,
  industry: 40,
  established: 40,
  status: 40,
  capital: 60,
  address: 500,
  scope: 4000,
  updated: 40,
}

/** What offices write for nothing. */
const nothing = /^(?:n\/?a|null|nil|none|无|暂无|不详|未知|空|-+|—+|\/|\.)$/i

/** Checks one row. `cells` holds the columns the file has; a blank cell is noted unless the column is a person's number or phone. */
export function checkRow(cells: Cells, context: RowContext): CheckedRow {
  const findings: Finding[] = []
  const read = reader(cells, findings)
  const code = readCode(read('code'), findings)
  const name = read('name')
  if (!name && !findings.some((finding) => finding.field === 'name'))
    findings.push({ level: 'error', field: 'name', code: 'missing' })
  const region = readRegion(read('region'), code, context, findings)
  const capital = readAmount(read('capital'), findings)
  const rest = {
    type: read('type'),
    representativeName: read('representative'),
    representativeId: readId(read('representativeId'), context, findings),
    phone: readPhone(read('phone'), findings),
    industry: readIndustry(read('industry'), findings),
    established: readDate(read('established'), 'established', context, findings),
    status: readState(read('status'), findings),
    address: read('address'),
    scope: read('scope'),
    updated: readDate(read('updated'), 'updated', context, findings),
  }
  if (!code || !name || !region || findings.some((finding) => finding.level === 'error')) return { findings }
  return { firm: { code: code.value, kind: code.kind, name, region, ...capital, ...rest }, findings }
}

type Findings = Finding[]

/** Gives a cell's text, `null` for blanks; too long a text is an error, a blank in a column that is there a note. */
function reader(cells: Cells, findings: Findings): (field: FirmField) => string | null {
  return (field) => {
    const cell = cells[field]?.trim()
    if (cell === undefined) return null
    if (cell === '' || nothing.test(cell)) {
      const quiet = ['code', 'name', 'representativeId', 'phone', 'updated', 'region'].includes(field)
      if (!quiet) findings.push({ level: 'note', field, code: 'blank' })
      return null
    }
    const length = [...cell].length
    if (length <= limits[field]) return cell
    findings.push({ level: 'error', field, code: 'too_long', params: { length, limit: limits[field] } })
    return null
  }
}

type Code = Extract<ReturnType<typeof checkCreditCode>, { ok: true }>

/** A file must carry the code as it was issued: unlike at a keyboard, a small letter here is a fault of the source. */
function readCode(text: string | null, findings: Findings): Code | undefined {
  if (!text) {
    findings.push({ level: 'error', field: 'code', code: 'missing' })
    return undefined
  }
  const small = /[a-z]/.exec(text.normalize('NFKC'))
  const checked = checkCreditCode(text)
  if (!checked.ok) {
    findings.push(wrong('code', text, checked))
    return undefined
  }
  if (small) {
    const params = { position: small.index + 1, found: small[0], expected: small[0].toUpperCase() }
    findings.push({ level: 'error', field: 'code', code: 'codes.wrong_character', found: text, params })
    return undefined
  }
  if (!checked.organisationCodeHolds)
    findings.push({ level: 'note', field: 'code', code: 'organisation_check', found: text })
  return checked
}

function wrong(field: FirmField, found: string, verdict: Extract<Verdict<object>, { ok: false }>): Finding {
  return {
    level: 'error',
    field,
    code: verdict.code,
    found,
    params: { position: verdict.position, found: verdict.found, expected: verdict.expected },
  }
}

/**
 * The seat: what the row says, made finer by the county in the code where that lies within it. A row that says another place
 * than its code is only noted, as firms move and keep their code.
 */
function readRegion(
  text: string | null,
  code: Code | undefined,
  context: RowContext,
  findings: Findings,
): string | undefined {
  const registered = code && regionOfCode(context.places, code.region)
  const written = text ? context.resolve(text) : undefined
  if (text && !written)
    findings.push({ level: registered ? 'note' : 'error', field: 'region', code: 'region_unread', found: text })
  if (!text && !registered && code)
    findings.push({ level: 'error', field: 'region', code: 'region_missing', params: { region: code.region } })
  if (code && !registered)
    findings.push({
      level: 'note',
      field: 'code',
      code: 'code_region_unknown',
      found: code.value,
      params: { region: code.region },
    })
  if (!written || !registered) return (written ?? registered)?.code
  const lies = (inner: Region, outer: Region) =>
    context.places.path(inner.code).some((region) => region.code === outer.code)
  if (lies(registered, written)) return registered.code
  if (!lies(written, registered))
    findings.push({
      level: 'note',
      field: 'region',
      code: 'region_differs',
      found: text ?? '',
      params: { region: registered.name },
    })
  return written.code
}

/** The county of the code, else the league (development zones have numbers of their own), else nothing. */
function regionOfCode(places: Places, region: string): Region | undefined {
  return places.region(region) ?? places.region(`${region.slice(0, 4)}00`) ?? undefined
}

function readAmount(text: string | null, findings: Findings): Pick<FirmDraft, 'capital' | 'capitalFen' | 'currency'> {
  if (!text) return { capital: null, capitalFen: null, currency: null }
  const capital = readCapital(text)
  if (!capital) findings.push({ level: 'note', field: 'capital', code: 'capital_unread', found: text })
  else if (capital.fen === undefined)
    findings.push({ level: 'note', field: 'capital', code: 'capital_unit_missing', found: text })
  return { capital: text, capitalFen: capital?.fen ?? null, currency: capital?.currency ?? null }
}

function readId(text: string | null, context: RowContext, findings: Findings): string | null {
  if (!text) return null
  const checked = checkIdNumber(text, { today: context.today })
  if (checked.ok) return checked.value
  findings.push(wrong('representativeId', text, checked))
  return null
}

function readPhone(text: string | null, findings: Findings): string | null {
  if (!text) return null
  const mobile = checkMobile(text)
  if (mobile.ok) return mobile.value
  findings.push({ level: 'note', field: 'phone', code: 'phone_unread', found: text })
  return null
}

/** GB/T 4754: a section's letter, then two to four digits; either may be missing. */
function readIndustry(text: string | null, findings: Findings): string | null {
  if (!text) return null
  const code = text.normalize('NFKC').toUpperCase()
  if (/^(?:[A-T](?:\d{2,4})?|\d{2,4})$/.test(code)) return code
  findings.push({ level: 'note', field: 'industry', code: 'industry_unread', found: text })
  return null
}

function readDate(
  text: string | null,
  field: 'established' | 'updated',
  context: RowContext,
  findings: Findings,
): string | null {
  if (!text) return null
  const day = readDay(text)
  if (!day) findings.push({ level: 'error', field, code: 'no_such_day', found: text })
  else if (day > context.today) findings.push({ level: 'error', field, code: 'day_to_come', found: text })
  else if (day < '1900-01-01') findings.push({ level: 'error', field, code: 'day_too_early', found: text })
  return day ?? null
}

function readState(text: string | null, findings: Findings): FirmStatus | null {
  if (!text) return null
  const status = readStatus(text)
  if (!status) findings.push({ level: 'note', field: 'status', code: 'status_unread', found: text })
  return status ?? null
}
