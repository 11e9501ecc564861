/** Fills in a draft, one thing a page; saved as typed; back and forward as in a book. */
import type { Draft } from '@steppe/contracts/applications'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useSite } from '../../app/site.ts'
import { draftQuery, guideQuery } from '../../asks/applications.ts'
import { Button } from '../../ui/button.tsx'
import { clockText } from '../../ui/day-text.ts'
import { PageBody, PageHead } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'
import { StepsBar } from '../../ui/steps.tsx'
import { CheckStep } from './check-step.tsx'
import { KnownStep, MaterialStep, PromiseStep, QuestionStep } from './step-pages.tsx'
import { type Application, resumeAt, type Step, stepsOf } from './steps-of.ts'
import { type KeptDraft, type Saving, useDraft } from './use-draft.ts'
import { type Law, useLaw } from './use-law.ts'

type Form = Parameters<Law['askedQuestions']>[0]

function Saved({ saving }: { readonly saving: Saving }) {
  const { t } = useTranslation('apply')
  const words =
    saving.state === 'saved'
      ? t('saved', { time: clockText(saving.at) })
      : saving.state === 'saving'
        ? t('saving')
        : saving.state === 'offline'
          ? t('offline')
          : t('notSaved')
  return (
    <span className={`saved ${saving.state}`} role="status">
      <span aria-hidden="true">{saving.state === 'saved' ? '✓' : saving.state === 'saving' ? '…' : '!'}</span> {words}
    </span>
  )
}

function SavingTrouble({ saving }: { readonly saving: Saving }) {
  const { t } = useTranslation('apply')
  if (saving.state === 'elsewhere')
    return (
      <Notice kind="warn" title={t('elsewhere')} live>
        <p>{t('elsewhereNext')}</p>
        <Button small look="second" onClick={() => location.reload()}>
          {t('loadNewest')}
        </Button>
      </Notice>
    )
  return saving.state === 'refused' ? <RefusedNotice fault={saving.fault} /> : null
}

export type Going = { readonly to: (step: string) => void; readonly next: () => void }

function Filling({
  first,
  law,
  promiseAllowed,
}: {
  readonly first: Draft
  readonly law: Law
  readonly promiseAllowed: boolean
}) {
  const { t } = useTranslation('apply')
  const kept: KeptDraft = useDraft(first)
  const { draft } = kept
  const site = useSite()
  const [params, setParams] = useSearchParams()
  const form = draft.form as Form
  const applicationOf = (from: Draft): Application => ({
    asked: law.askedQuestions(form, from.answers),
    answers: from.answers,
    prefilled: from.prefilled,
    needed: from.needed,
    promiseAllowed,
  })
  const application = applicationOf(draft)
  const handedIn = new Set(draft.materials.map((material) => material.id))
  const [start] = useState(() => resumeAt(application, handedIn))
  const at = params.get('at') ?? start
  const fromCheck = params.get('from') === 'check'
  const steps = stepsOf(application, at)
  const index = Math.max(
    0,
    steps.findIndex((step) => step.id === at),
  )
  const step = steps[index] ?? steps[0]
  if (!step) return null
  const go = (id: string, from?: 'check') => setParams({ at: id, ...(from ? { from } : {}) })
  // Which materials are needed is known once the answers are saved; between questions nobody waits for that.
  const next = async () => {
    const following = steps[index + 1]
    const saved = kept.flush()
    if (step.kind !== 'promise' && following?.kind === 'question') return go(fromCheck ? 'check' : following.id)
    await saved
    const now = stepsOf(applicationOf(kept.latest()), at)
    const here = now.findIndex((one) => one.id === step.id)
    go(fromCheck ? 'check' : (now[here + 1]?.id ?? 'check'))
  }
  const before = steps[index - 1]
  const today = site?.today
  return (
    <>
      <div className="apply-bar no-print">
        {before ? (
          <button type="button" className="back-link apply-back" onClick={() => go(fromCheck ? 'check' : before.id)}>
            <span aria-hidden="true">‹</span>
            {t('back')}
          </button>
        ) : (
          <span />
        )}
        <Saved saving={kept.saving} />
      </div>
      <div className="apply-where">
        {/* A question is its own title on screen; for those who move by headings the service heads the page. */}
        {step.kind === 'question' || step.kind === 'material' ? (
          <h1 className="apply-name">{draft.itemName}</h1>
        ) : (
          <p className="apply-name">{draft.itemName}</p>
        )}
        <StepsBar at={index + 1} of={steps.length} />
      </div>
      <SavingTrouble saving={kept.saving} />
      <OneStep key={step.id} step={step} kept={kept} law={law} today={today} onNext={() => void next()}>
        <CheckStep
          application={application}
          steps={steps}
          kept={kept}
          law={law}
          today={today}
          onChange={(id) => go(id, 'check')}
        />
      </OneStep>
    </>
  )
}

function OneStep({
  step,
  kept,
  law,
  today,
  onNext,
  children,
}: {
  readonly step: Step
  readonly kept: KeptDraft
  readonly law: Law
  readonly today: string | undefined
  readonly onNext: () => void
  readonly children: ReactNode
}) {
  switch (step.kind) {
    case 'known':
      return <KnownStep questions={step.questions} kept={kept} onNext={onNext} />
    case 'question':
      return <QuestionStep question={step.question} kept={kept} law={law} today={today} onNext={onNext} />
    case 'material':
      return <MaterialStep material={step.material} kept={kept} onNext={onNext} />
    case 'promise':
      return <PromiseStep kept={kept} onNext={onNext} />
    case 'check':
      return children
  }
}

export function FillIn({ id }: { readonly id: string }) {
  const { t } = useTranslation('apply')
  const query = useQuery(draftQuery(id))
  const guide = useQuery({ ...guideQuery(query.data?.item ?? ''), enabled: query.data !== undefined })
  const law = useLaw()
  const ready = query.data && law && !guide.isPending
  return (
    <PageBody narrow>
      {query.isError ? (
        <>
          <PageHead title={t('application')} />
          <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
        </>
      ) : ready ? (
        <Filling first={query.data} law={law} promiseAllowed={guide.data?.promiseAllowed ?? false} />
      ) : (
        <PageSkeleton />
      )}
    </PageBody>
  )
}
