/** 出示证照: who asks, why, for which fields; the holder ticks what they agree to show. */
import './answer-request.css'
import type { WalletQuestion } from '@steppe/contracts/credentials'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useJoined, useSaid } from '../../app/site.ts'
import { isChosen, walletQuestionQuery } from '../../asks/wallets.ts'
import { Button, ButtonRow } from '../../ui/button.tsx'
import { InstantText } from '../../ui/day.tsx'
import { Checkboxes, Radios } from '../../ui/inputs.tsx'
import { Facts, PageBody, PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'
import { AnswerRefused, sendAnswer, sendRefusal } from './send-answer.ts'

type Held = WalletQuestion['licences'][number]

const keyOf = (path: readonly unknown[]) => path.join('.')

function FieldsToShow({
  licence,
  chosen,
  onChange,
  error,
}: {
  readonly licence: Held
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly error: string | undefined
}) {
  const { t } = useTranslation('answer-request')
  const said = useSaid()
  const fields = licence.fields.filter(({ path }) => isChosen(path))
  if (fields.length === 0) return null
  return (
    <Checkboxes
      label={t('fields')}
      hint={t('fieldsHint')}
      error={error}
      value={chosen}
      onChange={onChange}
      options={fields.map((field) => ({
        value: keyOf(field.path),
        label: (
          <>
            {said(field)} <span className="answer-need">{t(field.needed ? 'needed' : 'optional')}</span>
          </>
        ),
        hint: <Said text={field.value || t('empty')} />,
      }))}
    />
  )
}

function WhichLicence({
  licences,
  id,
  onPick,
}: {
  readonly licences: readonly Held[]
  readonly id: string
  readonly onPick: (licence: Held) => void
}) {
  const { t } = useTranslation('answer-request')
  const said = useSaid()
  return (
    <Radios
      label={t('which')}
      value={id}
      onChange={(next) => onPick(licences.find((each) => each.id === next)!)}
      options={licences.map((each) => ({
        value: each.id,
        label: said(each.name),
        hint: <Said text={`${each.holderName} · ${each.number}`} />,
      }))}
    />
  )
}

/** What is ticked at first: what is needed, and nothing that may be kept back. */
const atFirst = (licence: Held | undefined) =>
  (licence?.fields ?? []).filter(({ needed, path }) => needed && isChosen(path)).map(({ path }) => keyOf(path))

function Consent({ question }: { readonly question: WalletQuestion }) {
  const { t } = useTranslation('answer-request')
  const said = useSaid()
  const joined = useJoined()
  const [id, setId] = useState(question.licences[0]?.id ?? '')
  const licence = question.licences.find((each) => each.id === id)
  const [chosen, setChosen] = useState(() => atFirst(licence))
  const [isShort, setShort] = useState(false)
  const show = useMutation({
    mutationFn: () =>
      sendAnswer(
        question,
        id,
        (licence?.fields ?? []).filter(({ path }) => chosen.includes(keyOf(path))).map(({ path }) => path),
      ),
  })
  const decline = useMutation({ mutationFn: () => sendRefusal(question) })
  if (show.isSuccess || decline.isSuccess)
    return (
      <Notice kind={show.isSuccess ? 'good' : 'info'} title={t(show.isSuccess ? 'done' : 'declined')} live>
        <p>{t(show.isSuccess ? 'doneHint' : 'declinedHint')}</p>
      </Notice>
    )
  const press = () => {
    const lacks = atFirst(licence).some((key) => !chosen.includes(key))
    setShort(lacks)
    if (!lacks) show.mutate()
  }
  const canShow = licence !== undefined && question.requestUri !== undefined && crypto.subtle !== undefined
  return (
    <>
      {question.licences.length > 1 && (
        <WhichLicence
          licences={question.licences}
          id={id}
          onPick={(next) => {
            setId(next.id)
            setChosen(atFirst(next))
          }}
        />
      )}
      {licence ? (
        <>
          {question.licences.length === 1 && (
            <p>
              <strong>{said(licence.name)}</strong> · <Said text={licence.holderName} />
            </p>
          )}
          <FieldsToShow
            licence={licence}
            chosen={chosen}
            onChange={(next) => setChosen([...next])}
            error={isShort ? t('short') : undefined}
          />
          <p className="quiet">{t('always')}</p>
        </>
      ) : (
        <Empty title={t('noLicence')}>{t('noLicenceHint', { types: joined(question.types.map(said)) })}</Empty>
      )}
      {licence && !canShow && <Notice kind="warn">{t('cannot')}</Notice>}
      {show.error instanceof AnswerRefused ? (
        <Notice kind="bad" title={t('failed')} live>
          <p>{show.error.message}</p>
        </Notice>
      ) : (
        <RefusedNotice fault={show.error ?? decline.error} />
      )}
      <ButtonRow>
        {canShow && (
          <Button waiting={show.isPending} onClick={press}>
            {t('show')}
          </Button>
        )}
        <Button look="second" waiting={decline.isPending} onClick={() => decline.mutate()}>
          {t('decline')}
        </Button>
      </ButtonRow>
    </>
  )
}

export function Page() {
  const { t } = useTranslation('answer-request')
  const said = useSaid()
  const joined = useJoined()
  const { id = '' } = useParams()
  const query = useQuery(walletQuestionQuery(id))
  const question = query.data
  return (
    <PageBody narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      {query.isError ? (
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      ) : !question ? (
        <PageSkeleton />
      ) : (
        <>
          <Facts
            facts={[
              { key: 'asker', name: t('asker'), value: <Said text={said(question.asker)} /> },
              { key: 'purpose', name: t('purpose'), value: <Said text={question.purpose} /> },
              { key: 'types', name: t('types'), value: joined(question.types.map(said)) },
              { key: 'until', name: t('until'), value: <InstantText at={question.expires} /> },
            ]}
          />
          {question.state === 'waiting' ? (
            <Consent key={question.id} question={question} />
          ) : (
            <Notice kind="warn" title={t(question.state)}>
              <p>{t('over')}</p>
            </Notice>
          )}
        </>
      )}
    </PageBody>
  )
}
