/** What may be done to the order: the open step first, each act with its letter; other acts as buttons; the rest with the reason why not. */
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { UntilText } from '../../ui/day.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { WhyNot } from '../../ui/why-not.tsx'
import type { AllowedOrderAct, OrderDeed, OrderView } from '../appeal/asks.ts'
import { useShortcuts } from '../workbench/shortcuts.ts'
import { ActForm } from './act-form.tsx'
import { actKeys } from './act-keys.ts'
import type { Kind } from './deed-of.ts'
import { ExcludeDialog } from './exclude.tsx'
import { MergeDialog } from './merge.tsx'

type Props = {
  readonly view: OrderView
  readonly allowed: readonly AllowedOrderAct[] | undefined
  readonly onDone: (deed: OrderDeed) => void
}

const keyOf = (act: AllowedOrderAct) => `${act.kind} ${act.task ?? ''}`

/** The step that waits for me, its acts side by side; a letter or a digit chooses one and leads into its form. */
function Step({ view, acts, onDone }: Omit<Props, 'allowed'> & { readonly acts: readonly AllowedOrderAct[] }) {
  const { t } = useTranslation('appeal-order')
  const [picked, setPicked] = useState<{ readonly key: string; readonly typed: number }>()
  const act = acts.find((one) => keyOf(one) === picked?.key) ?? acts[0]
  const pick = (one: AllowedOrderAct) => () =>
    setPicked((before) => ({ key: keyOf(one), typed: (before?.typed ?? 0) + 1 }))
  useShortcuts(
    Object.fromEntries(
      acts
        .slice(0, 9)
        .flatMap((one, index) => [
          [String(index + 1), pick(one)] as const,
          [actKeys[one.kind as Kind] ?? '', pick(one)] as const,
        ]),
    ),
  )
  if (!act) return null
  const task = view.tasks.find((one) => one.id === act.task)
  return (
    <>
      <h2>{t('myStep', { step: task?.name ?? '' })}</h2>
      {task?.dueAt && (
        <p className="quiet">
          {t('stepDue')} <UntilText at={task.dueAt} />
        </p>
      )}
      <fieldset className="views" aria-label={t('stepActs')}>
        {acts.map((one) => (
          <button
            key={keyOf(one)}
            type="button"
            className="view"
            aria-pressed={one === act}
            onClick={() => setPicked({ key: keyOf(one), typed: 0 })}
          >
            {t(`act.${one.kind}`)} <kbd>{actKeys[one.kind as Kind]}</kbd>
          </button>
        ))}
      </fieldset>
      <ActForm
        key={`${keyOf(act)} ${picked?.typed ?? 0}`}
        view={view}
        kind={act.kind as Kind}
        task={act.task ?? ''}
        focus={(picked?.typed ?? 0) > 0}
        onDone={onDone}
      />
    </>
  )
}

function NotMine({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation('appeal-order')
  if (view.tasks.length === 0) return <h2>{t('nothingOpen')}</h2>
  return (
    <>
      <h2>{t('nothingMine')}</h2>
      <ul className="open-steps">
        {view.tasks.map((task) => (
          <li key={task.id}>
            {task.name} <span className="quiet">{task.holderName ?? task.departmentName}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What I may do beside the step, and what the roles of my desk open; each by its letter. */
function useBeside(view: OrderView, others: readonly AllowedOrderAct[], onOpen: (what: Opened) => void) {
  const grants = useSession()?.grants ?? []
  const roles = grants.map((grant) => grant.role)
  const receives = roles.includes('operator')
  const merges = view.mergedInto !== undefined || (receives && view.tasks.length > 0)
  const excludes =
    view.exclusion?.state !== 'stands' && (receives || roles.includes('supervisor')) && view.sight !== 'applicant'
  const speaks = grants.some(({ role, department }) => role === 'approver' && department === view.lead?.department)
  const objects = speaks && view.closedOn !== undefined && view.exclusion?.state !== 'stands'
  const opened: readonly Opened[] = [
    ...others.map(({ kind }) => kind as Kind),
    ...(merges ? (['merge'] as const) : []),
    ...(excludes ? (['exclude'] as const) : []),
    ...(objects ? (['object'] as const) : []),
  ]
  useShortcuts(Object.fromEntries(opened.map((what) => [actKeys[what], () => onOpen(what)])))
  return opened
}

type Opened = Kind | 'merge' | 'exclude' | 'object'
const isKind = (what: Opened): what is Kind => what !== 'merge' && what !== 'exclude' && what !== 'object'

export function OrderActs({ view, allowed, onDone }: Props) {
  const { t } = useTranslation('appeal-order')
  const [open, setOpen] = useState<Opened>()
  const panel = useRef<HTMLElement>(null)
  const others = (allowed ?? []).filter((act) => act.allowed && !act.task)
  const beside = useBeside(view, others, setOpen)
  if (!allowed) return <RowsSkeleton rows={4} />
  const mine = allowed.filter((act) => act.allowed && act.task)
  const refused = allowed.filter((act) => !act.allowed)
  const done = (deed: OrderDeed) => {
    setOpen(undefined)
    onDone(deed)
    // What was worked in is gone: the next key starts from the acts.
    panel.current?.focus()
  }
  const close = () => setOpen(undefined)
  const names = {
    merge: view.mergedInto ? 'merge.undo' : 'merge.title',
    exclude: 'exclude.title',
    object: 'object.title',
  } as const
  const nameOf = (what: Opened) => (isKind(what) ? t(`act.${what}`) : t(names[what]))
  const asked = open && isKind(open) ? open : undefined
  return (
    <section ref={panel} tabIndex={-1} className="panel act-panel no-print" aria-label={t('actsTitle')}>
      {mine.length > 0 ? <Step key={mine[0]?.task} view={view} acts={mine} onDone={done} /> : <NotMine view={view} />}
      <fieldset className="other-acts" aria-label={t('otherActs')}>
        {beside.map((what) => (
          <Button key={what} small look="second" onClick={() => setOpen(what)}>
            {nameOf(what)} <kbd>{actKeys[what]}</kbd>
          </Button>
        ))}
      </fieldset>
      <WhyNot acts={refused} summary={t('whyNot', { count: refused.length })} nameOf={({ kind }) => t(`act.${kind}`)} />
      <Dialog open={asked !== undefined} title={asked ? nameOf(asked) : ''} onClose={close}>
        {asked && <ActForm view={view} kind={asked} task="" focus onDone={done} />}
      </Dialog>
      {open === 'merge' && <MergeDialog view={view} onClose={close} />}
      {(open === 'exclude' || open === 'object') && <ExcludeDialog view={view} what={open} onClose={close} />}
    </section>
  )
}
