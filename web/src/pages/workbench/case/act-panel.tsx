/** What can be done now: my step, the other acts allowed to me as buttons, and the rest with the reason why not. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../../app/preferences.ts'
import { Button } from '../../../ui/button.tsx'
import { RowsSkeleton } from '../../../ui/skeleton.tsx'
import { ActDialog, hasDialog } from '../acts/act-dialog.tsx'
import type { ActAnswer, ActView, AllowedAct, CaseView, Deed } from '../asks.ts'
import { useWords } from '../words.ts'
import { Decision } from './decision.tsx'

type OnDone = (answer: ActAnswer, deed: Deed) => void
const keyOf = (act: AllowedAct) => `${act.kind} ${act.task ?? ''}`

function useActName(view: CaseView, several: boolean): (act: AllowedAct) => string {
  const words = useWords()
  return (act) => {
    const step = several ? view.tasks.find((task) => task.id === act.task)?.name : undefined
    return step ? `${words.act(act.kind)} · ${step}` : words.act(act.kind)
  }
}

function WhyNot({
  acts,
  nameOf,
}: {
  readonly acts: readonly AllowedAct[]
  readonly nameOf: (act: AllowedAct) => string
}) {
  const { t } = useTranslation('workbench-case')
  const { language } = usePreferences()
  if (acts.length === 0) return null
  return (
    <details className="why-not">
      <summary>{t('whyNot', { count: acts.length })}</summary>
      <ul>
        {acts.map((act) => {
          const why = act.why && (language === 'en' ? act.why.en : act.why)
          return (
            <li key={keyOf(act)}>
              <strong>{nameOf(act)}</strong>
              {why && (
                <span>
                  {why.title}。{why.next}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** Several open steps of mine: one at a time. */
function Steps({
  view,
  mine,
  acts,
  onDone,
}: {
  readonly view: CaseView
  readonly mine: readonly AllowedAct[]
  readonly acts: readonly ActView[]
  readonly onDone: OnDone
}) {
  const { t } = useTranslation('workbench-case')
  const [picked, setPicked] = useState<string>()
  const act = mine.find((one) => one.task === picked) ?? mine[0]
  if (!act) return null
  const nameOf = (task: string | undefined) => view.tasks.find((one) => one.id === task)?.name ?? ''
  return (
    <>
      <h2>{t('myStep', { step: nameOf(act.task) })}</h2>
      {mine.length > 1 && (
        <fieldset className="views" aria-label={t('mySteps')}>
          {mine.map((one) => (
            <button
              key={keyOf(one)}
              type="button"
              className="view"
              aria-pressed={one === act}
              onClick={() => setPicked(one.task)}
            >
              {nameOf(one.task)}
            </button>
          ))}
        </fieldset>
      )}
      <Decision key={`${view.id} ${act.task}`} view={view} act={act} acts={acts} onDone={onDone} />
    </>
  )
}

export function ActPanel({
  view,
  allowed,
  acts,
  onDone,
}: {
  readonly view: CaseView
  readonly allowed: readonly AllowedAct[] | undefined
  readonly acts: readonly ActView[]
  readonly onDone: OnDone
}) {
  const { t } = useTranslation('workbench-case')
  const [open, setOpen] = useState<AllowedAct>()
  const nameOf = useActName(view, view.tasks.length > 1)
  if (!allowed) return <RowsSkeleton rows={4} />
  const mine = allowed.filter((act) => act.kind === 'complete' && act.allowed)
  const others = allowed.filter((act) => act.allowed && hasDialog(act.kind))
  const refused = allowed.filter((act) => !act.allowed)
  return (
    <section className="panel act-panel no-print" aria-label={t('actsTitle')}>
      {mine.length > 0 ? (
        <Steps view={view} mine={mine} acts={acts} onDone={onDone} />
      ) : (
        <h2>{t(view.tasks.length > 0 ? 'nothingMine' : 'nothingOpen')}</h2>
      )}
      {mine.length === 0 && view.tasks.length > 0 && (
        <p className="quiet">
          {view.tasks.map((task) => `${task.name}：${task.holderName ?? task.departmentName}`).join('；')}
        </p>
      )}
      {others.length > 0 && (
        <fieldset className="other-acts" aria-label={t('otherActs')}>
          {others.map((act) => (
            <Button key={keyOf(act)} small look="second" onClick={() => setOpen(act)}>
              {nameOf(act)}
            </Button>
          ))}
        </fieldset>
      )}
      <WhyNot acts={refused} nameOf={nameOf} />
      {open && (
        <ActDialog
          view={view}
          act={open}
          acts={acts}
          title={nameOf(open)}
          onClose={() => setOpen(undefined)}
          onDone={(answer, deed) => {
            setOpen(undefined)
            onDone(answer, deed)
          }}
        />
      )}
    </section>
  )
}
