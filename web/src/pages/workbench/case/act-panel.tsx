/** What can be done now: my step, the other acts allowed to me as buttons, and the rest with the reason why not. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { Said } from '../../../ui/said.tsx'
import { RowsSkeleton } from '../../../ui/skeleton.tsx'
import { Status } from '../../../ui/tag.tsx'
import { WhyNot } from '../../../ui/why-not.tsx'
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

/** 会签: who has signed a step and how, and who is still asked. */
function Signers({ view, task }: { readonly view: CaseView; readonly task?: string | undefined }) {
  const { t } = useTranslation('workbench-case')
  const asked = view.tasks.flatMap(({ id, signers }) => (task === undefined || id === task ? (signers ?? []) : []))
  if (asked.length === 0) return null
  const signed = asked.filter(({ agree }) => agree !== undefined).length
  return (
    <div className="signers">
      <h3>{t('signers.title', { signed, count: asked.length })}</h3>
      <ul>
        {asked.map(({ name, agree }, index) => (
          <li key={`${index} ${name}`}>
            <Said text={name} />{' '}
            <Status kind={agree === undefined ? 'waiting' : agree ? 'done' : 'refused'}>
              {t(`signers.${agree === undefined ? 'asked' : agree ? 'agreed' : 'disagreed'}`)}
            </Status>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What is said above the steps, by why they cannot be completed just now. */
const headings = [
  ['cases.clock_stands', 'stands'],
  ['cases.waits_for_applicant', 'waits'],
  ['cases.hearing_may_be_asked', 'hearingOpen'],
  ['cases.process_refuses', 'signaturesWanting'],
] as const

/** Why none of the open steps can be completed by the person: they are another's, or nobody can just now. */
function NotMine({ view, refused }: { readonly view: CaseView; readonly refused: readonly AllowedAct[] }) {
  const { t } = useTranslation('workbench-case')
  const codes = refused.flatMap((act) => (act.kind === 'complete' && act.why ? [act.why.code] : []))
  const heading = headings.find(([code]) => codes.includes(code))?.[1] ?? 'nothingMine'
  if (view.tasks.length === 0) return <h2>{t('nothingOpen')}</h2>
  return (
    <>
      <h2>{t(heading)}</h2>
      <ul className="open-steps">
        {view.tasks.map((task) => (
          <li key={task.id}>
            {task.name} <span className="quiet">{task.holderName ?? task.departmentName}</span>
          </li>
        ))}
      </ul>
      <Signers view={view} />
    </>
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
      <Signers view={view} task={act.task} />
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
        <NotMine view={view} refused={refused} />
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
      <WhyNot acts={refused} summary={t('whyNot', { count: refused.length })} nameOf={nameOf} />
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
