/** Check your answers, then hand in. What is missing is named, each with the way to mend it. */
import type { Receipt } from '@steppe/contracts/applications'
import type { FieldError } from '@steppe/contracts/catalog'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { newKey, RefusalError } from '../../app/api.ts'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { submitDraft } from '../../asks/applications.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Facts, PageHead, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { AnswerText } from './answer-text.tsx'
import { type Application, ownMaterials, type Step, stepOfField } from './steps-of.ts'
import type { KeptDraft } from './use-draft.ts'
import type { Law } from './use-law.ts'

type Form = Parameters<Law['askedQuestions']>[0]
type Fault = Pick<FieldError, 'field' | 'zh' | 'en'>

/** Faults that the server named in its refusal. */
function namedFaults(error: unknown): readonly Fault[] {
  if (!(error instanceof RefusalError)) return []
  const listed = error.refusal.params?.problems ?? error.refusal.params?.fields
  return Array.isArray(listed)
    ? (listed as Fault[]).filter((one) => typeof one?.field === 'string' && typeof one.zh === 'string')
    : []
}

function Faults({
  faults,
  steps,
  onChange,
}: {
  readonly faults: readonly Fault[]
  readonly steps: readonly Step[]
  readonly onChange: (step: string) => void
}) {
  const { t } = useTranslation('apply')
  const { language } = usePreferences()
  if (faults.length === 0) return null
  return (
    <Notice kind="bad" title={t('mend', { count: faults.length })} live>
      <ul className="faults">
        {faults.map((fault) => (
          <li key={fault.field}>
            <button type="button" className="link-button" onClick={() => onChange(stepOfField(fault.field, steps))}>
              {fault[language]}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Answers({
  application,
  form,
  onChange,
}: {
  readonly application: Application
  readonly form: Form
  readonly onChange: (step: string) => void
}) {
  const { t } = useTranslation('apply')
  const said = useSaid()
  return form.sections.map((section) => {
    const questions = application.asked.filter((question) => question.section === section.id)
    if (questions.length === 0) return null
    return (
      <Section key={section.id} title={said(section.title)}>
        <Card>
          <Facts
            facts={questions.map((question) => ({
              key: question.id,
              name: said(question.label),
              value: (
                <>
                  <AnswerText
                    question={question}
                    value={application.answers[question.id]}
                    masked={application.prefilled[question.id] !== undefined}
                  />
                  {application.prefilled[question.id] && (
                    <span className="from-where">{application.prefilled[question.id]}</span>
                  )}
                </>
              ),
              act: (
                <Button
                  look="plain"
                  small
                  onClick={() => onChange(question.id)}
                  aria-label={t('changeNamed', { name: said(question.label) })}
                >
                  {t('change')}
                </Button>
              ),
            }))}
          />
        </Card>
      </Section>
    )
  })
}

function Materials({
  application,
  kept,
  onChange,
}: {
  readonly application: Application
  readonly kept: KeptDraft
  readonly onChange: (step: string) => void
}) {
  const { t } = useTranslation('apply')
  const own = ownMaterials(application)
  const held = application.needed.filter((material) => !material.needed)
  if (own.length + held.length === 0) return null
  return (
    <Section title={t('materials')}>
      <Card>
        <Facts
          facts={[
            ...own.map((material) => ({
              key: material.id,
              name: material.name,
              value: kept.draft.materials.find((one) => one.id === material.id)?.file?.name ?? (
                <span className="quiet">{material.mayFollow ? t('willFollow') : t('notUploaded')}</span>
              ),
              act: (
                <Button
                  look="plain"
                  small
                  onClick={() => onChange(`material-${material.id}`)}
                  aria-label={t('changeNamed', { name: material.name })}
                >
                  {t('change')}
                </Button>
              ),
            })),
            ...held.map((material) => ({
              key: material.id,
              name: material.name,
              value: <span className="held-mark">✓ {material.heldAs ?? t('held')}</span>,
              act: <span />,
            })),
          ]}
        />
      </Card>
    </Section>
  )
}

function localFaults(application: Application, law: Law, today: string | undefined): readonly Fault[] {
  return application.asked.flatMap((question) =>
    law.checkAnswer(question, application.answers[question.id] ?? undefined, {
      stage: 'submit',
      ...(today ? { today } : {}),
    }),
  )
}

export function CheckStep({
  application,
  steps,
  kept,
  law,
  today,
  onChange,
}: {
  readonly application: Application
  readonly steps: readonly Step[]
  readonly kept: KeptDraft
  readonly law: Law
  readonly today: string | undefined
  readonly onChange: (step: string) => void
}) {
  const { t } = useTranslation('apply')
  const navigate = useNavigate()
  const client = useQueryClient()
  const [key, setKey] = useState(newKey)
  const [pressed, setPressed] = useState(false)
  const send = useMutation({
    mutationFn: async (): Promise<Receipt> => {
      if (!(await kept.flush())) throw new Error('not saved')
      return submitDraft(kept.draft.id, { idempotencyKey: key })
    },
    onError: (fault) => fault instanceof RefusalError && setKey(newKey()),
    onSuccess: (receipt) => {
      client.setQueryData(['receipt', receipt.case], receipt)
      void client.invalidateQueries({ queryKey: ['applications'] })
      void navigate(`/receipt/${receipt.case}`, { replace: true })
    },
  })
  const own = localFaults(application, law, today)
  const faults = pressed ? [...own, ...namedFaults(send.error)] : []
  const press = () => {
    setPressed(true)
    if (own.length === 0) send.mutate()
    else window.scrollTo(0, 0)
  }
  return (
    <>
      <PageHead title={t('check')} lead={t('checkLead')} />
      <Faults faults={faults} steps={steps} onChange={onChange} />
      <Answers application={application} form={kept.draft.form as Form} onChange={onChange} />
      <Materials application={application} kept={kept} onChange={onChange} />
      {application.promiseAllowed && (
        <Section title={t('promise.short')}>
          <Card>
            <Facts
              facts={[
                {
                  key: 'promise',
                  name: t('promise.ask'),
                  value: kept.draft.promise ? t('promise.yes') : t('promise.no'),
                  act: (
                    <Button look="plain" small onClick={() => onChange('promise')}>
                      {t('change')}
                    </Button>
                  ),
                },
              ]}
            />
          </Card>
        </Section>
      )}
      <p className="quiet">{t('truth')}</p>
      {send.isError && namedFaults(send.error).length === 0 && <RefusedNotice fault={send.error} />}
      <div className="button-row">
        <Button onClick={press} waiting={send.isPending}>
          {t('submit')}
        </Button>
        <Button look="plain" onClick={() => void kept.flush().then(() => navigate('/mine?view=drafts'))}>
          {t('toLater')}
        </Button>
      </div>
    </>
  )
}
