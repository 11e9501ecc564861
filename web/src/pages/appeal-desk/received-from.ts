/** From what the agent wrote to what is sent, what is missing, and whether it sounds like an emergency. Pure. */
import type { Intent, ReceivedAppeal, Urgency } from '@steppe/contracts/appeals'

export type Intake = {
  readonly text: string
  readonly intent: Intent | ''
  readonly urgency: Urgency
  readonly region: string
  readonly address: string
  readonly name: string
  readonly phone: string
  readonly firm: string
  readonly secret: boolean
  readonly department: string
  readonly call: string
  readonly mergeInto: string
}

/** An emergency waits for nothing: words and a place are enough, and the place may be the agent's own. */
export function missingOf(intake: Intake): readonly ('text' | 'intent' | 'region')[] {
  const alarm = intake.urgency === 'emergency'
  return [
    ...(intake.text.trim() === '' ? (['text'] as const) : []),
    ...(intake.intent === '' && !alarm ? (['intent'] as const) : []),
    ...(intake.region === '' ? (['region'] as const) : []),
  ]
}

export function receivedFrom(intake: Intake): ReceivedAppeal {
  const said = (text: string) => text.trim()
  return {
    type: 'hotline',
    intent: intake.intent || 'help',
    urgency: intake.urgency,
    text: said(intake.text),
    place: { region: intake.region, ...(said(intake.address) ? { address: said(intake.address) } : {}) },
    channel: 'phone',
    caller: {
      ...(said(intake.name) ? { name: said(intake.name) } : {}),
      ...(said(intake.phone) ? { phone: said(intake.phone) } : {}),
      ...(said(intake.firm) ? { firm: said(intake.firm) } : {}),
    },
    ...(intake.call ? { call: intake.call } : {}),
    ...(intake.secret ? { secret: true } : {}),
  }
}

const dangers =
  /救命|着火|起火|火灾|爆炸|煤气泄漏|燃气泄漏|持刀|打人|被打|自杀|跳楼|轻生|溺水|晕倒|昏迷|抢劫|绑架|流血|受伤严重/

/** Words by which the agent is asked whether 110 should have it at once; the agent decides. */
export const isAlarm = (text: string): boolean => dangers.test(text)
