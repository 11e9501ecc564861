/** Who is to be called, and what came of it: for those who call. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Radios, Select, TextArea } from '../../ui/inputs.tsx'
import { More } from '../../ui/more.tsx'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Table } from '../../ui/table.tsx'
import { useListed } from '../appeal/words.ts'
import { type CallLine, type CallResult, callsQuery, enterResult } from './asks.ts'

type Answer = {
  readonly contacted: string
  readonly solved: string
  readonly satisfaction: string
  readonly note: string
  readonly invalid: string
}
const blank: Answer = { contacted: '', solved: '', satisfaction: '', note: '', invalid: '' }

/** What is sent for an answer; nothing while it is not whole. */
export function resultOf(order: string, answer: Answer): CallResult | undefined {
  if (!answer.contacted) return undefined
  const note = answer.note.trim()
  if (answer.invalid)
    return note ? { order, contacted: answer.contacted === 'yes', invalid: answer.invalid, note } : undefined
  const base = { order, contacted: answer.contacted === 'yes', ...(note ? { note } : {}) }
  if (answer.contacted === 'no') return base
  if (!answer.solved || !answer.satisfaction) return undefined
  return { ...base, solved: answer.solved === 'yes', satisfaction: answer.satisfaction as 'satisfied' }
}

function AnswerFields({ answer, set }: { readonly answer: Answer; readonly set: (change: Partial<Answer>) => void }) {
  const { t } = useTranslation('appeal-campaigns')
  const { t: words } = useTranslation('appeal')
  const said = useSaid()
  const { lists } = useListed()
  const yesNo = (name: 'contacted' | 'solved') => (
    <Radios
      label={t(`call.${name}`)}
      inline
      value={answer[name]}
      onChange={(value) => set({ [name]: value })}
      options={(['yes', 'no'] as const).map((one) => ({
        value: one,
        label: t(`call.${name}${one === 'yes' ? 'Yes' : 'No'}`),
      }))}
    />
  )
  return (
    <>
      {yesNo('contacted')}
      {answer.contacted === 'yes' && !answer.invalid && (
        <>
          {yesNo('solved')}
          <Radios
            label={t('call.satisfaction')}
            inline
            value={answer.satisfaction}
            onChange={(satisfaction) => set({ satisfaction })}
            options={(['satisfied', 'basically', 'dissatisfied'] as const).map((one) => ({
              value: one,
              label: words(`satisfaction.${one}`),
            }))}
          />
        </>
      )}
      <Select
        label={t('call.invalid')}
        optional
        empty={t('call.counts')}
        width="full"
        value={answer.invalid}
        onChange={(invalid) => set({ invalid })}
        options={(lists?.invalidCallBackGrounds ?? []).map((one) => ({ value: one.id, label: said(one.title) }))}
      />
      <TextArea
        label={t('call.note')}
        optional={!answer.invalid}
        rows={3}
        maxLength={2000}
        value={answer.note}
        onChange={(note) => set({ note })}
      />
    </>
  )
}

function CallDialog({
  id,
  call,
  onClose,
}: {
  readonly id: string
  readonly call: CallLine
  readonly onClose: () => void
}) {
  const { t } = useTranslation('appeal-campaigns')
  const client = useQueryClient()
  const [answer, setAnswer] = useState(blank)
  const [asked, setAsked] = useState(false)
  const [key] = useState(newKey)
  const result = resultOf(call.order, answer)
  const send = useMutation({
    mutationFn: (what: CallResult) => enterResult(id, what, { idempotencyKey: key }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['appeals'] })
      onClose()
    },
  })
  const press = () => {
    setAsked(true)
    if (result) send.mutate(result)
  }
  return (
    <SendDialog
      title={t('call.title', { name: call.name })}
      press={t('call.send')}
      send={send}
      onPress={press}
      onClose={onClose}
    >
      <p>
        <Said text={call.title} /> {call.phone && <a href={`tel:${call.phone}`}>{call.phone}</a>}
      </p>
      <AnswerFields answer={answer} set={(change) => setAnswer((before) => ({ ...before, ...change }))} />
      {asked && !result && (
        <p className="field-error" role="alert">
          <span>{t('call.missing')}</span>
        </p>
      )}
    </SendDialog>
  )
}

function Outcome({ call }: { readonly call: CallLine }) {
  const { t } = useTranslation('appeal-campaigns')
  const { t: words } = useTranslation('appeal')
  const { nameOf } = useListed()
  const { result } = call
  if (!result) return null
  if (result.invalid) return <>{nameOf('invalidCallBackGrounds', result.invalid)}</>
  if (!result.contacted) return <>{t('call.contactedNo')}</>
  return (
    <>
      {t(result.solved ? 'call.solvedYes' : 'call.solvedNo')}
      {result.satisfaction && ` · ${words(`satisfaction.${result.satisfaction}`)}`}
    </>
  )
}

export function Calls({ id }: { readonly id: string }) {
  const { t } = useTranslation('appeal-campaigns')
  const query = useInfiniteQuery(callsQuery(id))
  const [open, setOpen] = useState<CallLine>()
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Section title={t('calls')}>
      {query.isError && !query.data && <ErrorState fault={query.error} />}
      {query.isPending && <RowsSkeleton />}
      {rows.length > 0 && (
        <>
          <Table
            caption={t('calls')}
            rows={rows}
            rowKey={(call) => call.order}
            stack
            columns={[
              { key: 'order', head: t('call.order'), cell: (call) => <span className="number">{call.order}</span> },
              { key: 'title', head: t('call.matter'), cell: (call) => <Said text={call.title} /> },
              { key: 'department', head: t('call.department'), cell: (call) => <Said text={call.departmentName} /> },
              { key: 'closed', head: t('call.closed'), cell: (call) => <DayText day={call.closedOn} short /> },
              {
                key: 'result',
                head: t('call.result'),
                cell: (call) =>
                  call.result ? (
                    <Outcome call={call} />
                  ) : (
                    <Button small look="second" onClick={() => setOpen(call)}>
                      {t('call.enter')}
                    </Button>
                  ),
              },
            ]}
          />
          <More
            shown={rows.length}
            hasMore={query.hasNextPage}
            waiting={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
      {open && <CallDialog id={id} call={open} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}
