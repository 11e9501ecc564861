/** The pages of an appeal that is being written, one after the other; from “check” one may go back to any. */
import type { Lists, OrderType } from '@steppe/contracts/appeals'
import type { Session } from '@steppe/contracts/platform'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { firmsOf, useErrandRegion, useSaid } from '../../app/site.ts'
import { Button, ButtonRow } from '../../ui/button.tsx'
import { clockText } from '../../ui/day-text.ts'
import { BackLink, PageBody } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { StepsBar } from '../../ui/steps.tsx'
import { CheckAppeal } from './check.tsx'
import {
  type AppealDraft,
  faultsOf,
  readDraft,
  type StepName,
  type StepProps,
  stepsFor,
  useAppealDraft,
} from './draft.ts'
import { FilesStep, GroundStep, PlaceStep, SameStep, TextStep, WhatStep, YouStep } from './steps.tsx'
import { useLikely } from './suggest.tsx'
import { dropKept, useKeptDraft } from './use-kept-draft.ts'

/** Back to the step before, or to the choice of kinds; and whether what was typed is kept. */
function Bar({ back, children }: { readonly back: (() => void) | undefined; readonly children: React.ReactNode }) {
  const { t } = useTranslation('appeal')
  return (
    <div className="appeal-bar">
      {back ? (
        <button type="button" className="link-button" onClick={back}>
          ‹ {t('back')}
        </button>
      ) : (
        <BackLink to="/appeal">{t('back')}</BackLink>
      )}
      {children}
    </div>
  )
}

function Kept({
  draft,
  kept,
  away,
}: {
  readonly draft: AppealDraft
  readonly kept: boolean
  /** The server has it too. */
  readonly away: boolean
}) {
  const { t } = useTranslation('appeal')
  return (
    <span className="appeal-kept" role="status">
      {kept && draft.savedAt ? t(away ? 'keptAway' : 'kept', { time: clockText(draft.savedAt) }) : ''}
    </span>
  )
}

/** Another device wrote on: which of the two goes on is for the person to say. */
function Changed({ onTake, onInsist }: { readonly onTake: () => void; readonly onInsist: () => void }) {
  const { t } = useTranslation('appeal')
  return (
    <Notice kind="warn" title={t('changed.title')} live>
      <ButtonRow>
        <Button small onClick={onTake}>
          {t('changed.take')}
        </Button>
        <Button small look="second" onClick={onInsist}>
          {t('changed.insist')}
        </Button>
      </ButtonRow>
    </Notice>
  )
}

/** Where the form starts: what was being written of this kind, else where one does one's errands. */
function useStart(session: Session, type: OrderType): Partial<AppealDraft> {
  const { region } = useErrandRegion()
  const [params] = useSearchParams()
  const before = readDraft(session.id)
  const firms = firmsOf(session).map(({ code }) => code)
  const asked = params.get('firm') ?? ''
  const firm = firms.includes(asked) ? asked : type.firms ? before.firm || (firms[0] ?? '') : before.firm
  return {
    type: type.id,
    region: before.region || region,
    firm,
    ...(before.type === type.id ? {} : { ground: '' }),
  }
}

/** The appeal as it lies in this browser and on the server; handed in, it is thrown away in both. */
function useWriting(account: string, start: Partial<AppealDraft>) {
  const { draft, write, drop, kept } = useAppealDraft(account, start)
  const away = useKeptDraft(draft, write)
  const client = useQueryClient()
  const handedIn = () => {
    drop()
    if (!draft.draftId) return
    void dropKept(draft.draftId).then(() => client.invalidateQueries({ queryKey: ['appeals', 'drafts'] }))
  }
  return { draft, write, kept, away, handedIn }
}

const pagesOf: Record<Exclude<StepName, 'check'>, (props: StepProps) => React.ReactNode> = {
  what: WhatStep,
  ground: GroundStep,
  text: TextStep,
  place: PlaceStep,
  same: SameStep,
  files: FilesStep,
  you: YouStep,
}

export function Write({
  type,
  lists,
  session,
}: {
  readonly type: OrderType
  readonly lists: Lists
  readonly session: Session
}) {
  const said = useSaid()
  const start = useStart(session, type)
  const { draft, write, kept, away, handedIn } = useWriting(session.id, start)
  const [params, setParams] = useSearchParams()
  const likely = useLikely(draft)
  const steps = stepsFor(type.grounds.length > 0, likely.same.length > 0)
  const at = steps.find((one) => one === params.get('at')) ?? 'what'
  const index = steps.indexOf(at)
  const faults = faultsOf(draft, type.grounds.length > 0, type.firms)
  const [asked, setAsked] = useState<StepName>()
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [at])
  const go = (step: StepName, from?: string) =>
    setParams({ at: step, ...(from ? { from } : {}), ...(params.get('firm') ? { firm: params.get('firm')! } : {}) })
  const next = () => {
    if (faults[at]) return setAsked(at)
    setAsked(undefined)
    go(params.get('from') === 'check' ? 'check' : (steps[index + 1] ?? 'check'))
  }
  const fault = asked === at ? faults[at] : undefined
  const Current = at === 'check' ? undefined : pagesOf[at]
  return (
    <PageBody narrow>
      <Bar back={index === 0 ? undefined : () => go(steps[index - 1] ?? 'what')}>
        <Kept draft={draft} kept={kept} away={away.state === 'kept'} />
      </Bar>
      {away.state === 'changed' && <Changed onTake={() => void away.take()} onInsist={() => void away.insist()} />}
      <div className="appeal-where">
        <p className="quiet">{said(type.title)}</p>
        <StepsBar at={index + 1} of={steps.length} />
      </div>
      {Current ? (
        <form
          className="appeal-step"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            next()
          }}
        >
          <Current
            key={at}
            draft={draft}
            write={write}
            fault={fault}
            onNext={next}
            type={type}
            lists={lists}
            session={session}
          />
        </form>
      ) : (
        <CheckAppeal
          draft={draft}
          type={type}
          lists={lists}
          session={session}
          faults={faults}
          steps={steps}
          onChange={(step) => go(step, 'check')}
          onDone={handedIn}
        />
      )}
    </PageBody>
  )
}
