/** 好差评: one rating a case, five grades, reasons to tick, free text. Once given it cannot be changed. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { newKey } from '../../app/api.ts'
import { useSaid } from '../../app/site.ts'
import { caseQuery } from '../../asks/cases.ts'
import { type RatingAnswer, reasonsQuery, sendRating } from '../../asks/evaluation.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Checkboxes, Radios, TextArea } from '../../ui/inputs.tsx'
import { BackLink, PageBody, PageHead } from '../../ui/page.tsx'
import { Titled } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'

const grades = ['1', '2', '3', '4', '5'] as const
const stars = (grade: string) => '★'.repeat(6 - Number(grade)) + '☆'.repeat(Number(grade) - 1)

function Thanks({ receipt }: { readonly receipt: RatingAnswer }) {
  const { t } = useTranslation('rate')
  return (
    <>
      <Notice kind="good" title={t('thanks')} live>
        {receipt.followUp ? (
          <p>
            {t('followUp')}
            {receipt.followUp.due && (
              <>
                {t('followUpBy')} <DayText day={receipt.followUp.due} />
              </>
            )}
          </p>
        ) : (
          <p>{t('kept')}</p>
        )}
      </Notice>
      <div className="button-row">
        {receipt.followUp && <LinkButton to={`/track/${receipt.followUp.case}`}>{t('seeFollowUp')}</LinkButton>}
        <Link to="/mine">{t('toMine')}</Link>
      </div>
    </>
  )
}

function RatingForm({ id }: { readonly id: string }) {
  const { t } = useTranslation('rate')
  const said = useSaid()
  const client = useQueryClient()
  const reasons = useQuery(reasonsQuery)
  const [grade, setGrade] = useState('')
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [text, setText] = useState('')
  const [asked, setAsked] = useState(false)
  const [key] = useState(newKey)
  const send = useMutation({
    mutationFn: () =>
      sendRating(
        { case: id, grade: Number(grade), reasons: [...ticked], ...(text.trim() ? { text: text.trim() } : {}) },
        { idempotencyKey: key },
      ),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['cases', id], refetchType: 'none' }),
        client.invalidateQueries({ queryKey: ['applications'] }),
      ]),
  })
  const offered = grade ? (reasons.data?.[grade] ?? []) : []
  if (send.data) return <Thanks receipt={send.data} />
  const press = () => {
    setAsked(true)
    if (grade) send.mutate()
  }
  return (
    <>
      <Radios
        label={t('grade')}
        value={grade}
        onChange={(value) => {
          setGrade(value)
          setTicked([])
        }}
        error={asked && !grade ? t('gradeMissing') : undefined}
        options={grades.map((one) => ({
          value: one,
          label: (
            <>
              <span aria-hidden="true" style={{ letterSpacing: '0.15em', marginRight: '0.75em' }}>
                {stars(one)}
              </span>
              {t(`grades.${one}`)}
            </>
          ),
        }))}
      />
      {offered.length > 0 && (
        <Checkboxes
          label={Number(grade) <= 3 ? t('reasonsGood') : t('reasonsBad')}
          optional
          inline
          value={ticked}
          onChange={setTicked}
          options={offered.map((one) => ({ value: one.id, label: said(one) }))}
        />
      )}
      <TextArea
        label={t('text')}
        hint={t('textHint')}
        optional
        value={text}
        onChange={setText}
        maxLength={1000}
        rows={4}
      />
      <p className="quiet">{t('once')}</p>
      {send.isError && <RefusedNotice fault={send.error} />}
      <div className="button-row">
        <Button onClick={press} waiting={send.isPending}>
          {t('send')}
        </Button>
      </div>
    </>
  )
}

export function Page() {
  const { case: id = '' } = useParams()
  const { t } = useTranslation('rate')
  const found = useQuery(caseQuery(id))
  return (
    <PageBody narrow>
      <BackLink to={`/track/${id}`}>{t('back')}</BackLink>
      {found.isPending && <PageSkeleton />}
      {found.isError && <ErrorState fault={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <>
          <PageHead title={t('title')} lead={<Titled text={found.data.title} />} />
          {found.data.rating ? (
            <Notice title={t('already', { grade: t(`grades.${found.data.rating.grade}`) })}>
              <DayText day={found.data.rating.on} />
            </Notice>
          ) : (
            <RatingForm id={id} />
          )}
        </>
      )}
    </PageBody>
  )
}
