/** One order on the desk: its clock and stages, what was said, what may be done and why not, who suggests what, the trail. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Button } from '../../ui/button.tsx'
import { CaseProof } from '../../ui/case-proof.tsx'
import { BackLink, PageHead } from '../../ui/page.tsx'
import { RowsSkeleton, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { allowedQuery, type OrderDeed, type OrderView, orderQuery } from '../appeal/asks.ts'
import { actsQuery } from '../workbench/asks.ts'
import { TrailList } from '../workbench/case/trail.tsx'
import { Help } from '../workbench/help.tsx'
import { findNextCase, neighbours, rememberedAt, rememberedList } from '../workbench/inbox/next-case.ts'
import { useShortcuts } from '../workbench/shortcuts.ts'
import { actKeys } from './act-keys.ts'
import { OrderActs } from './acts.tsx'
import { Exclusions } from './exclusions.tsx'
import { OrderHeader } from './header.tsx'
import { Matter } from './matter.tsx'
import { Past } from './past.tsx'
import { StageStrip } from './stage-strip.tsx'

/** The acts that are done most, in the order in which an order meets them. */
const commonActs = ['sign_in', 'dispatch', 'answer', 'reply', 'send_back', 'extend', 'split', 'call_back'] as const

function Trail({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation('workbench-case')
  const trail = useQuery({ ...actsQuery(view.id), retry: false })
  if (trail.isError) return null
  return (
    <section className="panel">
      <h2>
        {t('trailTitle')} <span className="quiet">{trail.data?.length}</span>
      </h2>
      {trail.data ? (
        <TrailList order acts={trail.data} newSince={Number.POSITIVE_INFINITY} />
      ) : (
        <RowsSkeleton rows={4} />
      )}
    </section>
  )
}

function Desk({ view, onNext }: { readonly view: OrderView; readonly onNext: () => void }) {
  const { t } = useTranslation('appeal-order')
  const allowed = useQuery(allowedQuery(view.id))
  const [done, setDone] = useState<OrderDeed['kind']>()
  return (
    <>
      <OrderHeader view={view} />
      <StageStrip view={view} />
      {done && (
        <Notice kind="good" title={t('done', { what: t(`act.${done}`) })} live>
          <Button small onClick={onNext}>
            {t('next')} <kbd>n</kbd>
          </Button>
        </Notice>
      )}
      <div className="case-body">
        <div className="case-left">
          <Matter view={view} />
          <Exclusions view={view} />
          <Past view={view} />
        </div>
        <div className="case-right">
          {allowed.isError ? (
            <ErrorState fault={allowed.error} onRetry={() => void allowed.refetch()} />
          ) : (
            <OrderActs view={view} allowed={allowed.data} onDone={(deed) => setDone(deed.kind)} />
          )}
          <Trail view={view} />
        </div>
      </div>
    </>
  )
}

export function OrderDesk({ id }: { readonly id: string }) {
  const { t } = useTranslation('appeal-order')
  const { t: bench } = useTranslation('workbench')
  const navigate = useNavigate()
  const [help, setHelp] = useState(false)
  const query = useQuery({ ...orderQuery(id), refetchInterval: 15_000 })
  const list = rememberedAt()
  const go = (to: string | undefined) => void navigate(to ? `/work/cases/${to}` : list)
  const next = () => void findNextCase(id).then(go, () => go(undefined))
  const previous = () => go(neighbours(rememberedList(), id).before)
  useShortcuts({
    n: next,
    p: previous,
    u: () => void navigate(list),
    '?': () => setHelp(true),
  })
  return (
    <div className="work case order-desk">
      <div className="case-bar no-print">
        <BackLink to={list}>{list === '/work' ? bench('inbox.title') : t('list.title')}</BackLink>
        <div className="work-tools">
          <Button small look="second" onClick={previous}>
            {t('keys.previous')} <kbd>p</kbd>
          </Button>
          <Button small look="second" onClick={next}>
            {t('next')} <kbd>n</kbd>
          </Button>
          <Button small look="second" onClick={() => window.print()}>
            {t('print')}
          </Button>
          <CaseProof id={id} what="file" small />
          <span className="keys-button">
            <Button small look="second" onClick={() => setHelp(true)}>
              {bench('help.button')} <kbd>?</kbd>
            </Button>
          </span>
        </div>
      </div>
      {query.isPending && <Skeleton shapes={['title', 'row', 'block', 'block']} />}
      {query.isError && query.data && <Notice kind="warn">{t('stale')}</Notice>}
      {query.isError && !query.data && (
        <>
          <PageHead title={t('order')} hidden />
          <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
        </>
      )}
      {query.data && <Desk view={query.data} onNext={next} />}
      <Help
        open={help}
        onClose={() => setHelp(false)}
        lines={[
          { keys: ['1', '…', '9'], text: t('keys.act') },
          { keys: ['a', '…', 'z'], text: t('keys.kinds') },
          ...commonActs.map((kind) => ({ keys: [actKeys[kind]], text: t(`act.${kind}`) })),
          { keys: [actKeys.merge], text: t('merge.title') },
          { keys: ['Esc'], text: t('keys.leave') },
          { keys: ['Ctrl', 'Enter'], text: t('keys.send') },
          { keys: ['n'], text: t('keys.next') },
          { keys: ['p'], text: t('keys.previous') },
          { keys: ['u'], text: t('keys.list') },
          { keys: ['?'], text: t('keys.help') },
        ]}
      />
    </div>
  )
}
