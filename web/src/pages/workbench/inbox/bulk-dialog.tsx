/** Completes many steps with the same outcome: only outcomes that every chosen step has, and a reason where the law asks for one. */
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Radios, TextArea } from '../../../ui/inputs.tsx'
import { RowsSkeleton } from '../../../ui/skeleton.tsx'
import { Notice } from '../../../ui/states.tsx'
import { allowedQuery, type InboxRow } from '../asks.ts'
import { needsReason, useWords } from '../words.ts'
import { usePendingBulk } from './pending-bulk.tsx'

/** One row of each kind of step stands for the others: the server answers for every row by itself. */
function oneOfEach(rows: readonly InboxRow[]): readonly InboxRow[] {
  return [...new Map(rows.map((row) => [`${row.action} ${row.step}`, row])).values()].slice(0, 6)
}

export function commonOutcomes(sets: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = sets
  return first.filter((outcome) => others.every((set) => set.includes(outcome)))
}

/** The outcomes that all chosen steps have in common; undefined while they are being asked for. */
function useOutcomes(rows: readonly InboxRow[]): readonly string[] | undefined {
  const kinds = oneOfEach(rows)
  const answers = useQueries({ queries: kinds.map((row) => allowedQuery(row.case)) })
  if (answers.some((answer) => answer.isPending)) return undefined
  const sets = kinds.map((row, index) => {
    const act = answers[index]?.data?.find((one) => one.kind === 'complete' && one.task === row.task)
    return act?.allowed ? (act.outcomes ?? []) : []
  })
  return commonOutcomes(sets)
}

export function BulkDialog({
  rows,
  onClose,
  onSent,
}: {
  readonly rows: readonly InboxRow[]
  readonly onClose: () => void
  readonly onSent: () => void
}) {
  const { t } = useTranslation('workbench')
  const { t: app } = useTranslation()
  const words = useWords()
  const outcomes = useOutcomes(rows)
  const pending = usePendingBulk()
  const [outcome, setOutcome] = useState('')
  const [opinion, setOpinion] = useState('')
  const [asked, setAsked] = useState(false)
  const reasonMissing = needsReason(outcome) && opinion.trim() === ''
  const press = () => {
    setAsked(true)
    if (!outcome || reasonMissing) return
    pending.start(rows, outcome, opinion.trim() || undefined)
    onSent()
  }
  const foot = (
    <>
      <Button look="second" onClick={onClose}>
        {app('cancel')}
      </Button>
      {outcomes && outcomes.length > 0 && <Button onClick={press}>{t('bulk.go', { count: rows.length })}</Button>}
    </>
  )
  return (
    <Dialog open title={t('bulk.title', { count: rows.length })} onClose={onClose} foot={foot}>
      <p className="quiet">{t('bulk.means')}</p>
      {!outcomes && <RowsSkeleton rows={2} />}
      {outcomes?.length === 0 && (
        <Notice kind="warn" title={t('bulk.nothingCommon')}>
          {t('bulk.nothingCommonNext')}
        </Notice>
      )}
      {outcomes && outcomes.length > 0 && (
        <>
          <Radios
            label={t('bulk.outcome')}
            value={outcome}
            onChange={setOutcome}
            inline
            error={asked && !outcome ? t('bulk.outcomeMissing') : undefined}
            options={outcomes.map((one) => ({ value: one, label: words.outcome(one) }))}
          />
          <TextArea
            label={t('bulk.opinion')}
            hint={needsReason(outcome) ? t('bulk.opinionNeeded') : t('bulk.opinionHint')}
            value={opinion}
            onChange={setOpinion}
            rows={3}
            maxLength={4000}
            optional={!needsReason(outcome)}
            error={asked && reasonMissing ? t('bulk.opinionMissing') : undefined}
          />
        </>
      )}
    </Dialog>
  )
}
