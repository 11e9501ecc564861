/** The step that is mine: its outcome and my opinion, beside the papers it is about; kept as typed. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { Radios, TextArea } from '../../../ui/inputs.tsx'
import { RefusedNotice } from '../../../ui/states.tsx'
import type { ActAnswer, ActView, AllowedAct, CaseView, Deed } from '../asks.ts'
import { useShortcuts } from '../shortcuts.ts'
import { needsReason, useWords } from '../words.ts'
import { News } from './news.tsx'
import { useSendDeed } from './send-deed.ts'
import { type DraftState, useDraft } from './use-draft.ts'

type Written = { readonly outcome: string; readonly opinion: string }

function Kept({ state, resumed }: { readonly state: DraftState; readonly resumed: boolean }) {
  const { t } = useTranslation('workbench-case')
  const key = state === 'none' ? (resumed ? 'resumed' : undefined) : state
  return (
    <span className="quiet" role="status">
      {key && t(`draft.${key}`)}
    </span>
  )
}

/** What is written, starting from the draft of this step where there is one. */
function useWritten(view: CaseView, task: string) {
  const kept = useDraft(view.id, true)
  const [written, setWritten] = useState<Written>({ outcome: '', opinion: '' })
  const [resumed, setResumed] = useState(false)
  const { draft, ready } = kept
  const mine = draft?.task === task ? draft : undefined
  useEffect(() => {
    if (!ready || !mine) return
    setWritten({ outcome: mine.outcome ?? '', opinion: mine.opinion ?? '' })
    setResumed(true)
    // Only when the draft is first known: afterwards the screen is ahead of it.
  }, [ready])
  const write = (change: Partial<Written>) => {
    const next = { ...written, ...change }
    setWritten(next)
    kept.type({ task, ...(next.outcome ? { outcome: next.outcome } : {}), opinion: next.opinion })
  }
  return { written, write, resumed, state: kept.state, drop: kept.drop, ready }
}

export function Decision({
  view,
  act,
  acts,
  onDone,
}: {
  readonly view: CaseView
  readonly act: AllowedAct
  readonly acts: readonly ActView[]
  readonly onDone: (answer: ActAnswer, deed: Deed) => void
}) {
  const { t } = useTranslation('workbench-case')
  const words = useWords()
  const task = act.task ?? ''
  const step = view.tasks.find((one) => one.id === task)
  const { written, write, resumed, state, drop, ready } = useWritten(view, task)
  const [asked, setAsked] = useState(false)
  const send = useSendDeed(view, (answer, deed) => {
    drop()
    onDone(answer, deed)
  })
  const outcomes = act.outcomes ?? []
  const { opinion } = written
  const outcome = outcomes.includes(written.outcome)
    ? written.outcome
    : outcomes.length === 1
      ? (outcomes[0] ?? '')
      : ''
  const reasonMissing = needsReason(outcome) && opinion.trim() === ''
  const press = () => {
    setAsked(true)
    if (!outcome || reasonMissing) return
    send.mutate({ kind: 'complete', task, outcome, ...(opinion.trim() ? { opinion: opinion.trim() } : {}) })
  }
  useShortcuts({
    ...Object.fromEntries(outcomes.slice(0, 9).map((one, index) => [String(index + 1), () => write({ outcome: one })])),
    o: () => document.querySelector<HTMLTextAreaElement>('.decision textarea')?.focus(),
  })
  return (
    <form
      className="decision"
      aria-label={t('decision.label', { step: step?.name ?? '' })}
      onSubmit={(event) => {
        event.preventDefault()
        press()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        press()
      }}
    >
      <Radios
        label={t('decision.outcome')}
        value={outcome}
        onChange={(next) => write({ outcome: next })}
        inline
        error={asked && !outcome ? t('decision.outcomeMissing') : undefined}
        options={outcomes.map((one, index) => ({
          value: one,
          label: (
            <>
              {words.outcome(one)}{' '}
              <span className="key" aria-hidden="true">
                {index + 1}
              </span>
            </>
          ),
        }))}
      />
      <TextArea
        label={t('decision.opinion')}
        hint={needsReason(outcome) ? t('decision.reasonNeeded') : undefined}
        value={opinion}
        onChange={(next) => write({ opinion: next })}
        rows={4}
        maxLength={4000}
        optional={!needsReason(outcome)}
        error={asked && reasonMissing ? t('decision.reasonMissing') : undefined}
      />
      {send.stoodOn !== undefined ? (
        <News acts={acts} since={send.stoodOn} refused />
      ) : (
        send.isError && <RefusedNotice fault={send.error} />
      )}
      <div className="decision-foot">
        <Button type="submit" waiting={send.isPending || !ready} title="Ctrl + Enter">
          {outcome ? t('decision.send', { outcome: words.outcome(outcome) }) : t('decision.sendAny')}
        </Button>
        <Kept state={state} resumed={resumed} />
      </div>
    </form>
  )
}
