/** What may be done to the order: the open step first, each act a key; other acts as buttons; the rest with the reason why not. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { Button } from '../../ui/button.tsx'
import { InstantText } from '../../ui/day.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import type { AllowedOrderAct, OrderDeed, OrderView } from '../appeal/asks.ts'
import { useShortcuts } from '../workbench/shortcuts.ts'
import { ActForm } from './act-form.tsx'
import type { Kind } from './deed-of.ts'
import { ExcludeButton } from './exclude.tsx'
import { MergeButton } from './merge.tsx'

type Props = {
  readonly view: OrderView
  readonly allowed: readonly AllowedOrderAct[] | undefined
  readonly onDone: (deed: OrderDeed) => void
}

const keyOf = (act: AllowedOrderAct) => `${act.kind} ${act.task ?? ''}`

/** The step that waits for me, its acts side by side. */
function Step({ view, acts, onDone }: Omit<Props, 'allowed'> & { readonly acts: readonly AllowedOrderAct[] }) {
  const { t } = useTranslation('appeal-order')
  const [picked, setPicked] = useState<string>()
  const act = acts.find((one) => keyOf(one) === picked) ?? acts[0]
  useShortcuts(
    Object.fromEntries(acts.slice(0, 9).map((one, index) => [String(index + 1), () => setPicked(keyOf(one))])),
  )
  if (!act) return null
  const task = view.tasks.find((one) => one.id === act.task)
  return (
    <>
      <h2>{t('myStep', { step: task?.name ?? '' })}</h2>
      {task?.dueAt && (
        <p className="quiet">
          {t('stepDue')} <InstantText at={task.dueAt} />
        </p>
      )}
      <fieldset className="views" aria-label={t('stepActs')}>
        {acts.map((one, index) => (
          <button
            key={keyOf(one)}
            type="button"
            className="view"
            aria-pressed={one === act}
            onClick={() => setPicked(keyOf(one))}
          >
            {t(`act.${one.kind}`)} <kbd>{index + 1}</kbd>
          </button>
        ))}
      </fieldset>
      <ActForm key={keyOf(act)} view={view} kind={act.kind as Kind} task={act.task ?? ''} onDone={onDone} />
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

function WhyNot({ acts }: { readonly acts: readonly AllowedOrderAct[] }) {
  const { t } = useTranslation('appeal-order')
  const { language } = usePreferences()
  const groups = Map.groupBy(acts, (act) => `${act.why?.code ?? ''} ${act.why?.title ?? ''}`)
  if (acts.length === 0) return null
  return (
    <details className="why-not">
      <summary>{t('whyNot', { count: acts.length })}</summary>
      <ul>
        {[...groups.values()].map((group) => {
          const why = language === 'en' ? group[0]?.why?.en : group[0]?.why
          const names = [...new Set(group.map((act) => t(`act.${act.kind}`)))]
          return (
            <li key={group.map(keyOf).join()}>
              <strong>{names.join(language === 'en' ? ', ' : '、')}</strong>
              {why && (
                <span>
                  {why.title}
                  {language === 'en' ? '. ' : '。'}
                  {why.next}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

export function OrderActs({ view, allowed, onDone }: Props) {
  const { t } = useTranslation('appeal-order')
  const [open, setOpen] = useState<AllowedOrderAct>()
  if (!allowed) return <RowsSkeleton rows={4} />
  const mine = allowed.filter((act) => act.allowed && act.task)
  const others = allowed.filter((act) => act.allowed && !act.task)
  const dispatches = mine.some((act) => act.kind === 'dispatch')
  const supervises = others.some((act) => act.kind === 'supervise')
  return (
    <section className="panel act-panel no-print" aria-label={t('actsTitle')}>
      {mine.length > 0 ? <Step key={mine[0]?.task} view={view} acts={mine} onDone={onDone} /> : <NotMine view={view} />}
      <fieldset className="other-acts" aria-label={t('otherActs')}>
        {others.map((act) => (
          <Button key={act.kind} small look="second" onClick={() => setOpen(act)}>
            {t(`act.${act.kind}`)}
          </Button>
        ))}
        {(dispatches || view.mergedInto) && <MergeButton view={view} />}
        {(supervises || dispatches) && !view.exclusion && <ExcludeButton view={view} />}
      </fieldset>
      <WhyNot acts={allowed.filter((act) => !act.allowed)} />
      <Dialog open={open !== undefined} title={open ? t(`act.${open.kind}`) : ''} onClose={() => setOpen(undefined)}>
        {open && (
          <ActForm
            view={view}
            kind={open.kind as Kind}
            task=""
            onDone={(deed) => {
              setOpen(undefined)
              onDone(deed)
            }}
          />
        )}
      </Dialog>
    </section>
  )
}
