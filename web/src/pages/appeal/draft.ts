/** An appeal as it is being written: kept in this browser with every key, until it is handed in. */
import type { Intent, Lists, NewAppeal, OrderType, Urgency } from '@steppe/contracts/appeals'
import type { Session } from '@steppe/contracts/platform'
import { useCallback, useState } from 'react'
import type { StoredFile } from './asks.ts'

export type AppealDraft = {
  readonly type: string
  readonly intent: Intent | ''
  readonly urgency: Urgency
  readonly text: string
  readonly region: string
  readonly address: string
  readonly lat?: number | undefined
  readonly long?: number | undefined
  readonly firm: string
  readonly ground: string
  readonly about: string
  readonly phone: string
  readonly secret: boolean
  readonly publish: boolean
  readonly files: readonly StoredFile[]
  /** An order of somebody else that this one joins. */
  readonly joins: string
  readonly savedAt: string
  /** Number and version of what the server keeps of it; empty until it was kept there. */
  readonly draftId: string
  readonly version: number
}

/** What each page of the writing is given. */
export type StepProps = {
  readonly draft: AppealDraft
  readonly write: (change: Partial<AppealDraft>) => void
  readonly fault: string | undefined
  readonly onNext: () => void
  readonly type: OrderType
  readonly lists: Lists
  readonly session: Session
}

export const emptyDraft: AppealDraft = {
  type: 'hotline',
  intent: '',
  urgency: 'general',
  text: '',
  region: '',
  address: '',
  firm: '',
  ground: '',
  about: '',
  phone: '',
  secret: false,
  publish: false,
  files: [],
  joins: '',
  savedAt: '',
  draftId: '',
  version: 0,
}

const place = (account: string) => `steppe.appeal.${account}`

export function readDraft(account: string): AppealDraft {
  try {
    return { ...emptyDraft, ...(JSON.parse(localStorage.getItem(place(account)) ?? '{}') as Partial<AppealDraft>) }
  } catch {
    return emptyDraft
  }
}

/** Puts what another device wrote in the place of what lies here. */
export function layDraft(account: string, draft: AppealDraft): void {
  try {
    localStorage.setItem(place(account), JSON.stringify(draft))
  } catch {
    // A browser that keeps nothing starts empty.
  }
}

/** What is written, and whether this browser could keep it. */
export function useAppealDraft(account: string, start: Partial<AppealDraft>) {
  const [draft, setDraft] = useState<AppealDraft>(() => ({ ...readDraft(account), ...start }))
  const [kept, setKept] = useState(draft.savedAt !== '')
  const write = useCallback(
    (change: Partial<AppealDraft>) =>
      setDraft((before) => {
        const next = { ...before, ...change, savedAt: new Date().toISOString() }
        try {
          localStorage.setItem(place(account), JSON.stringify(next))
          setKept(true)
        } catch {
          setKept(false)
        }
        return next
      }),
    [account],
  )
  const drop = useCallback(() => {
    try {
      localStorage.removeItem(place(account))
    } catch {
      // A browser that keeps nothing has nothing to drop.
    }
  }, [account])
  return { draft, write, drop, kept }
}

/** What is sent: only what was answered. */
export function appealFrom(draft: AppealDraft): NewAppeal {
  const said = (text: string) => text.trim()
  return {
    type: draft.type,
    intent: draft.intent || 'help',
    text: said(draft.text),
    place: {
      region: draft.region,
      ...(said(draft.address) ? { address: said(draft.address) } : {}),
      ...(draft.lat !== undefined && draft.long !== undefined ? { lat: draft.lat, long: draft.long } : {}),
    },
    ...(draft.urgency === 'general' ? {} : { urgency: draft.urgency }),
    ...(draft.ground ? { ground: draft.ground } : {}),
    ...(said(draft.about) ? { about: said(draft.about) } : {}),
    ...(draft.firm ? { firm: draft.firm } : {}),
    ...(said(draft.phone) ? { phone: said(draft.phone) } : {}),
    ...(draft.files.length > 0
      ? { files: draft.files.map(({ id, name, sha256, size }) => ({ id, name, sha256, size })) }
      : {}),
    ...(draft.publish ? { publish: true } : {}),
    ...(draft.secret ? { secret: true } : {}),
    ...(draft.joins ? { joins: draft.joins } : {}),
  }
}

export const stepNames = ['what', 'ground', 'text', 'place', 'same', 'files', 'you', 'check'] as const
export type StepName = (typeof stepNames)[number]

/** The steps that this appeal has: a ground only where the kind has grounds, the same matter of others only where there is one. */
export function stepsFor(hasGrounds: boolean, hasSame: boolean): readonly StepName[] {
  return stepNames.filter((name) => (name !== 'ground' || hasGrounds) && (name !== 'same' || hasSame))
}

/** Names of the answers that are missing or wrong, by step. */
export function faultsOf(
  draft: AppealDraft,
  hasGrounds: boolean,
  firmsOnly: boolean,
): Partial<Record<StepName, string>> {
  return {
    ...(draft.intent === '' ? { what: 'intent' } : firmsOnly && !draft.firm ? { what: 'firm' } : {}),
    ...(hasGrounds && !draft.ground ? { ground: 'ground' } : {}),
    ...(draft.text.trim().length < 10 ? { text: 'text' } : {}),
    ...(draft.region === '' || draft.region.endsWith('00') ? { place: 'region' } : {}),
    ...(draft.phone.trim() !== '' && !/^\+?[\d\s-]{7,20}$/.test(draft.phone.trim()) ? { you: 'phone' } : {}),
  }
}
