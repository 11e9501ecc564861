/** The pages of an application: what is known, a question, a material, a promise. Each has one thing to do and one button. */

import type { NeededMaterial } from '@steppe/contracts/applications'
import type { Material } from '@steppe/contracts/cases'
import type { FormQuestion } from '@steppe/contracts/catalog'
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useSaid } from '../../app/site.ts'
import { handInFile } from '../../asks/applications.ts'
import { Button } from '../../ui/button.tsx'
import { FileUpload } from '../../ui/file-upload.tsx'
import { Radios } from '../../ui/inputs.tsx'
import { Card, Facts, PageHead } from '../../ui/page.tsx'
import { AnswerText } from './answer-text.tsx'
import { QuestionInput } from './question-input.tsx'
import type { KeptDraft } from './use-draft.ts'
import type { Law } from './use-law.ts'

function StepForm({
  onNext,
  children,
  next,
}: {
  readonly onNext: () => void
  readonly children: ReactNode
  readonly next?: string
}) {
  const { t } = useTranslation('apply')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onNext()
  }
  return (
    <form className="step-form" onSubmit={submit} noValidate>
      {children}
      <div className="button-row">
        <Button type="submit">{next ?? t('continue')}</Button>
      </div>
    </form>
  )
}

export function KnownStep({
  questions,
  kept,
  onNext,
}: {
  readonly questions: readonly FormQuestion[]
  readonly kept: KeptDraft
  readonly onNext: () => void
}) {
  const { t } = useTranslation('apply')
  const said = useSaid()
  const [, setParams] = useSearchParams()
  return (
    <>
      <PageHead title={t('known')} lead={t('knownLead')} />
      <Card>
        <Facts
          facts={questions.map((question) => ({
            key: question.id,
            name: said(question.label),
            value: (
              <>
                <AnswerText question={question} value={kept.draft.answers[question.id]} masked />
                <span className="from-where">{kept.draft.prefilled[question.id]}</span>
              </>
            ),
            act: (
              <Button
                look="plain"
                small
                onClick={() => setParams({ at: question.id })}
                aria-label={t('changeNamed', { name: said(question.label) })}
              >
                {t('change')}
              </Button>
            ),
          }))}
        />
      </Card>
      <StepForm onNext={onNext} next={t('knownRight')}>
        {null}
      </StepForm>
    </>
  )
}

/** Faults of the whole answer and of the entries inside it. */
function sorted(id: string, errors: ReturnType<Law['checkAnswer']>, language: 'zh' | 'en') {
  const own = errors.find((error) => error.field === id)
  const inner = Object.fromEntries(
    errors
      .filter((error) => error.field.startsWith(`${id}.`))
      .map((error) => [error.field.slice(id.length + 1), error[language]]),
  )
  return { own: own?.[language], inner, any: errors.length > 0 }
}

/**
 * The control is the page: its label is the title. With a mouse the focus goes straight into it; on a phone it goes to
 * the question, so that the keyboard does not hide what is asked.
 */
function useStepFocus(place: RefObject<HTMLDivElement | null>, title: string): void {
  useEffect(() => {
    document.title = title
    window.scrollTo(0, 0)
    const control = matchMedia('(pointer: fine)').matches
      ? place.current?.querySelector<HTMLElement>('input, select, textarea')
      : null
    const target = control ?? place.current
    target?.focus({ preventScroll: true })
  }, [place, title])
}

export function QuestionStep({
  question,
  kept,
  law,
  today,
  onNext,
}: {
  readonly question: FormQuestion
  readonly kept: KeptDraft
  readonly law: Law
  readonly today: string | undefined
  readonly onNext: () => void
}) {
  const said = useSaid()
  const { language } = usePreferences()
  const place = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState(false)
  const { draft, change } = kept
  const value = draft.answers[question.id]
  const errors = law.checkAnswer(question, value ?? undefined, { stage: 'submit', ...(today ? { today } : {}) })
  const found = sorted(question.id, asked ? errors : [], language)
  useStepFocus(place, said(question.label))
  const forward = () => {
    setAsked(true)
    if (errors.length === 0) return onNext()
    setTimeout(() => place.current?.querySelector<HTMLElement>('[aria-invalid="true"], .wrong input')?.focus(), 0)
  }
  const put = (next: unknown) => {
    const file =
      question.material && Array.isArray(next)
        ? (next as { id: string; name: string; bytes: number; sha256?: string }[])[0]
        : undefined
    change({
      answers: { [question.id]: next },
      ...(question.material && question.type === 'file'
        ? { materials: withMaterial(draft.materials, question.material, said(question.label), file) }
        : {}),
    })
  }
  return (
    <StepForm onNext={forward}>
      <div ref={place} className="question" tabIndex={-1}>
        <QuestionInput
          question={question}
          value={value}
          onChange={put}
          error={found.own}
          inner={found.inner}
          source={value !== undefined ? draft.prefilled[question.id] : undefined}
        />
      </div>
    </StepForm>
  )
}

function withMaterial(
  before: readonly Material[],
  id: string,
  name: string,
  file: { id: string; name: string; bytes: number; sha256?: string } | undefined,
): Material[] {
  const others = before.filter((material) => material.id !== id)
  if (!file?.sha256) return others
  return [
    ...others,
    {
      id,
      name: name.slice(0, 200),
      proof: 'upload',
      file: { id: file.id, name: file.name, sha256: file.sha256, size: file.bytes },
    },
  ]
}

export function MaterialStep({
  material,
  kept,
  onNext,
}: {
  readonly material: NeededMaterial
  readonly kept: KeptDraft
  readonly onNext: () => void
}) {
  const { t } = useTranslation('apply')
  const [asked, setAsked] = useState(false)
  const { draft, change } = kept
  const file = draft.materials.find((one) => one.id === material.id)?.file
  const place = useRef<HTMLDivElement>(null)
  useStepFocus(place, t('upload', { name: material.name }))
  const mayGoOn = file !== undefined || !material.required || material.mayFollow
  const forward = () => {
    setAsked(true)
    if (mayGoOn) onNext()
  }
  return (
    <StepForm onNext={forward} {...(file || !mayGoOn ? {} : { next: material.mayFollow ? t('later') : t('skip') })}>
      <div ref={place} className="question" tabIndex={-1}>
        <FileUpload
          label={t('upload', { name: material.name })}
          hint={
            <>
              {material.mayFollow && <span className="may-follow">{t('mayFollow')}</span>}
              {material.hint ?? t('fileKinds')}
            </>
          }
          {...(material.required ? {} : { optional: true })}
          error={asked && !mayGoOn ? t('uploadMissing', { name: material.name }) : undefined}
          files={file ? [{ id: file.id, name: file.name, size: file.size }] : []}
          send={async (chosen, onProgress, signal) => {
            const { id, name, size, sha256 } = await handInFile(chosen, onProgress, signal)
            change({
              materials: withMaterial(draft.materials, material.id, material.name, { id, name, bytes: size, sha256 }),
            })
          }}
          onRemove={() => change({ materials: draft.materials.filter((one) => one.id !== material.id) })}
        />
      </div>
    </StepForm>
  )
}

export function PromiseStep({ kept, onNext }: { readonly kept: KeptDraft; readonly onNext: () => void }) {
  const { t } = useTranslation('apply')
  const [chosen, setChosen] = useState(kept.draft.promise ? 'yes' : '')
  const [asked, setAsked] = useState(false)
  const forward = () => {
    setAsked(true)
    if (chosen) onNext()
  }
  return (
    <>
      <PageHead title={t('promise.title')} lead={t('promise.lead')} />
      <StepForm onNext={forward}>
        <div className="prose">
          <p>{t('promise.means')}</p>
          <p>{t('promise.false')}</p>
        </div>
        <Radios
          label={t('promise.ask')}
          value={chosen}
          error={asked && !chosen ? t('promise.missing') : undefined}
          onChange={(next) => {
            setChosen(next)
            kept.change({ promise: next === 'yes' })
          }}
          options={[
            { value: 'yes', label: t('promise.yes'), hint: t('promise.yesHint') },
            { value: 'no', label: t('promise.no'), hint: t('promise.noHint') },
          ]}
        />
      </StepForm>
    </>
  )
}
