/** The announced number comes in: each of two people types what the announcement says; a beacon's round is fetched or pasted. */
import type { SeedGiven } from '@steppe/contracts/inspections'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sendSeed } from '../../asks/inspections.ts'
import { Button } from '../../ui/button.tsx'
import { InstantText } from '../../ui/day.tsx'
import { TextArea, TextInput } from '../../ui/inputs.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { SeedRuleText } from '../draws/seed-text.tsx'
import type { DrawStep } from './draw-step.ts'

export function SeedForm({ draw, onDone }: DrawStep) {
  const { t } = useTranslation('inspections')
  const send = useMutation({ mutationFn: (given: SeedGiven) => sendSeed(draw.id, given), onSuccess: onDone })
  const rule = draw.rule!
  return (
    <form className="act-form" onSubmit={(event) => event.preventDefault()}>
      <p>
        <SeedRuleText rule={rule} />
        {draw.seedDue && (
          <span className="quiet">
            {' '}
            {t('dueAt')} <InstantText at={draw.seedDue} />
          </span>
        )}
      </p>
      {draw.enteredBy.length > 0 && <Notice>{t('secondReader', { names: draw.enteredBy.join('、') })}</Notice>}
      {rule.kind === 'lottery' ? (
        <Numbers
          parts={rule.parts}
          waiting={send.isPending}
          onSend={(numbers) => send.mutate({ kind: 'lottery', numbers })}
        />
      ) : rule.kind === 'beacon' ? (
        <Round waiting={send.isPending} round={rule.round} onSend={(given) => send.mutate(given)} />
      ) : (
        <Notice>{t('ceremonyByApi')}</Notice>
      )}
      {send.isError && <RefusedNotice fault={send.error} />}
    </form>
  )
}

function Numbers({
  parts,
  waiting,
  onSend,
}: {
  readonly parts: readonly number[]
  readonly waiting: boolean
  readonly onSend: (numbers: string[][]) => void
}) {
  const { t } = useTranslation('inspections')
  const [typed, setTyped] = useState<readonly string[]>(() => parts.map(() => ''))
  const numbers = typed.map((text) => text.split(/[\s,，、]+/).filter(Boolean))
  const whole = numbers.every((part, index) => part.length === parts[index])
  return (
    <>
      {parts.map((count, index) => (
        <TextInput
          key={index}
          label={t('numbersPart', { n: index + 1 })}
          hint={t('numbersHint', { count })}
          width="medium"
          inputMode="text"
          autoComplete="off"
          value={typed[index] ?? ''}
          onChange={(text) => setTyped(typed.map((each, n) => (n === index ? text : each)))}
        />
      ))}
      <Button waiting={waiting} unavailable={whole ? undefined : t('incomplete')} onClick={() => onSend(numbers)}>
        {t('deed.seed')}
      </Button>
    </>
  )
}

/** What the beacon's site shows, pasted whole; only round and signature are used, and the signature is verified. */
function readRound(text: string): { readonly round: number; readonly signature: string } | undefined {
  try {
    const { round, signature } = JSON.parse(text) as { round?: unknown; signature?: unknown }
    return typeof round === 'number' && typeof signature === 'string' ? { round, signature } : undefined
  } catch {
    return undefined
  }
}

function Round({
  round,
  waiting,
  onSend,
}: {
  readonly round: number
  readonly waiting: boolean
  readonly onSend: (given: SeedGiven) => void
}) {
  const { t } = useTranslation('inspections')
  const [text, setText] = useState('')
  const pasted = readRound(text)
  return (
    <>
      <Button waiting={waiting} onClick={() => onSend({ kind: 'beacon' })}>
        {t('fetchRound', { round })}
      </Button>
      <TextArea label={t('pasteRound')} hint={t('pasteRoundHint')} rows={4} value={text} onChange={setText} />
      <Button
        look="second"
        waiting={waiting}
        unavailable={pasted ? undefined : t('incomplete')}
        onClick={() => pasted && onSend({ kind: 'beacon', round: pasted })}
      >
        {t('sendRound')}
      </Button>
    </>
  )
}
