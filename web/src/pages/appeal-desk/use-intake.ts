/** What lies on the hotline's desk while somebody speaks: the call, what is written, where it goes, and what happened to it. */
import type { AppealReceipt, OrderView, Suggestions, Urgency } from '@steppe/contracts/appeals'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { get, newKey, RefusalError } from '../../app/api.ts'
import { useErrandRegion, useSession } from '../../app/site.ts'
import { sendDeed } from '../appeal/asks.ts'
import { useSuggestions } from '../appeal/suggest.tsx'
import { mergeOrder } from '../appeal-order/asks.ts'
import { type CallLine, receive } from './asks.ts'
import { type Intake, isAlarm, missingOf, receivedFrom } from './received-from.ts'

const empty: Intake = {
  text: '',
  intent: '',
  urgency: 'general',
  region: '',
  address: '',
  name: '',
  phone: '',
  firm: '',
  secret: false,
  department: '',
  call: '',
  mergeInto: '',
}

/** The fields that Alt with a digit goes to. */
const places: Readonly<Record<string, string>> = {
  1: '#hotline-text',
  2: '.hotline-intents input:checked, .hotline-intents input',
  3: '.hotline-place select, .hotline-place input',
  4: '#hotline-name',
  5: '#hotline-earlier',
  6: '.hotline-departments button',
  7: '.hotline-kinds button',
  c: '.hotline-calls button',
  m: '.hotline-same button',
}

export type TakenOrder = AppealReceipt & {
  readonly dispatched?: string
  readonly merged?: string
  readonly fault?: unknown
}

/** Takes it, then gives it to the department or joins it with another, as was chosen while the caller spoke. */
async function take(intake: Intake, found: Suggestions | undefined, key: string): Promise<TakenOrder> {
  const receipt = await receive(receivedFrom(intake), { idempotencyKey: key })
  if (receipt.repeated || receipt.alarm) return receipt
  try {
    if (intake.mergeInto) {
      const merge = { after: receipt.seq, into: intake.mergeInto, reason: '同一件事' }
      await mergeOrder(receipt.id, merge, { idempotencyKey: `${key}-m` })
      return { ...receipt, merged: intake.mergeInto }
    }
    if (!intake.department) return receipt
    const view = await get<OrderView>(`/api/appeals/${receipt.id}`)
    const task = view.tasks.find((one) => one.action === 'dispatch')
    if (!task) return receipt
    const suggested = found?.departments[0]?.department
    const deed = {
      kind: 'dispatch' as const,
      task: task.id,
      to: intake.department,
      ...(suggested ? { suggested } : {}),
    }
    await sendDeed(receipt.id, view.seq, deed, { idempotencyKey: `${key}-d` })
    return { ...receipt, dispatched: intake.department }
  } catch (fault) {
    // The order is taken in any case; what did not follow is told.
    return { ...receipt, fault }
  }
}

export function useIntake(onHelp: () => void) {
  const client = useQueryClient()
  const { region } = useErrandRegion()
  const session = useSession()
  const home = session?.grants.find((grant) => grant.department)?.department?.slice(0, 6) ?? ''
  const start = { ...empty, region: region || home }
  const [intake, setIntake] = useState<Intake>(start)
  const [asked, setAsked] = useState(false)
  const [key, setKey] = useState(newKey)
  const found = useSuggestions(intake.text, intake.region).data
  const write = (change: Partial<Intake>) => setIntake((before) => ({ ...before, ...change }))
  const send = useMutation({
    mutationFn: (what: Intake) => take(what, found, key),
    onSettled: async (_answer, fault) => {
      if (!fault || fault instanceof RefusalError) setKey(newKey())
      await client.invalidateQueries({ queryKey: ['appeals'] })
    },
  })
  const fresh = () => {
    setIntake(start)
    setAsked(false)
    send.reset()
    document.querySelector<HTMLTextAreaElement>('#hotline-text')?.focus()
  }
  const press = (change: Partial<Intake> = {}) => {
    const what = { ...intake, ...change }
    setIntake(what)
    setAsked(true)
    if (send.isPending || send.data || missingOf(what).length > 0) return
    send.mutate(what)
  }
  const acts = { press, fresh, onHelp, alarm: () => press({ urgency: 'emergency' as Urgency }) }
  useDeskKeys(acts)
  return {
    intake,
    write,
    missing: asked ? missingOf(intake) : [],
    found: intake.text.trim().length >= 6 ? found : undefined,
    alarming: isAlarm(intake.text),
    send,
    ...acts,
    pickCall: (call: CallLine) => write({ call: call.id, phone: call.from }),
  }
}
export type IntakeDesk = ReturnType<typeof useIntake>

/** The keys work while one is typing, since that is all that is done here. */
function useDeskKeys(acts: {
  readonly press: () => void
  readonly fresh: () => void
  readonly alarm: () => void
  readonly onHelp: () => void
}): void {
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]')) return
      const keyed = event.key.toLowerCase()
      const target = event.altKey
        ? (places[keyed] ?? places[event.code.replace(/^(Digit|Key)/, '').toLowerCase()])
        : undefined
      if (target) {
        event.preventDefault()
        document.querySelector<HTMLElement>(target)?.focus()
      } else if (event.altKey && (keyed === 'n' || event.code === 'KeyN')) {
        event.preventDefault()
        latest.current.fresh()
      } else if (event.key === 'F9') {
        event.preventDefault()
        latest.current.alarm()
      } else if (event.key === 'F1') {
        event.preventDefault()
        latest.current.onHelp()
      } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        latest.current.press()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
