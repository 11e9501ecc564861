/** One case on the desk: its clock, its papers, what may be done, its trail. After an act one key leads to the next. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams } from 'react-router'
import { Button } from '../../../ui/button.tsx'
import { CaseProof } from '../../../ui/case-proof.tsx'
import { BackLink, PageHead } from '../../../ui/page.tsx'
import { RowsSkeleton, Skeleton } from '../../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../../ui/states.tsx'
import { useMaterialName } from '../../track/material-name.ts'
import { type ActAnswer, type ActView, actsQuery, allowedQuery, type CaseView, caseQuery, type Deed } from '../asks.ts'
import { Help } from '../help.tsx'
import { findNextCase, neighbours, rememberedList } from '../inbox/next-case.ts'
import { keep } from '../kept.ts'
import { useShortcuts } from '../shortcuts.ts'
import { useWords } from '../words.ts'
import { ActPanel } from './act-panel.tsx'
import { CaseHeader } from './header.tsx'
import { News } from './news.tsx'
import { CaseLeft } from './papers.tsx'
import { TrailList } from './trail.tsx'

/** Goes from case to case in the order of the list last looked at. */
function useWay(id: string) {
  const navigate = useNavigate()
  const { t } = useTranslation('workbench-case')
  const [said, setSaid] = useState('')
  const go = (to: string | undefined) => (to ? void navigate(`/work/cases/${to}`) : setSaid(t('way.end')))
  useEffect(() => {
    keep('from', id, 'session')
    setSaid('')
  }, [id])
  return {
    said,
    next: () => void findNextCase(id).then(go, () => setSaid(t('way.failed'))),
    back: () => go(neighbours(rememberedList(), id).before),
    list: () => void navigate('/work'),
  }
}
type Way = ReturnType<typeof useWay>

function Bar({ id, way, onHelp }: { readonly id: string; readonly way: Way; readonly onHelp: () => void }) {
  const { t } = useTranslation('workbench-case')
  const { t: bench } = useTranslation('workbench')
  return (
    <div className="case-bar no-print">
      <BackLink to="/work">{bench('inbox.title')}</BackLink>
      <div className="work-tools">
        <span className="quiet" role="status">
          {way.said}
        </span>
        <Button small look="second" onClick={way.back}>
          {t('way.back')} <kbd>p</kbd>
        </Button>
        <Button small look="second" onClick={way.next}>
          {t('way.next')} <kbd>n</kbd>
        </Button>
        <Button small look="second" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <CaseProof id={id} what="file" small />
        <span className="keys-button">
          <Button small look="second" onClick={onHelp}>
            {bench('help.button')} <kbd>?</kbd>
          </Button>
        </span>
      </div>
    </div>
  )
}

function Done({ deed, way }: { readonly deed: Deed; readonly way: Way }) {
  const { t } = useTranslation('workbench-case')
  const words = useWords()
  const what = deed.kind === 'complete' ? words.outcome(deed.outcome) : words.act(deed.kind)
  return (
    <Notice kind="good" title={t('done.title', { what })} live>
      <Button small onClick={way.next}>
        {t('done.next')} <kbd>n</kbd>
      </Button>
    </Notice>
  )
}

/** The act up to which the person knows the case: what they opened it with, and their own acts. */
function useKnown(view: CaseView | undefined) {
  const [known, setKnown] = useState<number>()
  const id = view?.id
  const seq = view?.seq
  const at = useRef('')
  useEffect(() => {
    if (id === undefined || seq === undefined || at.current === id) return
    at.current = id
    setKnown(seq)
  }, [id, seq])
  return { known: known ?? Number.POSITIVE_INFINITY, learn: setKnown }
}

function PrintHead({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench-case')
  return (
    <p className="print-only">
      {t('printHead')} · {view.departmentName} · {view.regionName}
    </p>
  )
}

function Desk({
  view,
  acts,
  way,
}: {
  readonly view: CaseView
  readonly acts: readonly ActView[] | undefined
  readonly way: Way
}) {
  const { t } = useTranslation('workbench-case')
  const allowed = useQuery(allowedQuery(view.id))
  const { known, learn } = useKnown(view)
  const nameOf = useMaterialName(view)
  const [done, setDone] = useState<Deed>()
  const onDone = (answer: ActAnswer, deed: Deed) => {
    learn(answer.seq)
    setDone(deed)
  }
  return (
    <>
      <PrintHead view={view} />
      <CaseHeader view={view} />
      {acts && (
        <News acts={acts.filter((act) => act.actor.kind !== 'platform')} since={known} onSeen={() => learn(view.seq)} />
      )}
      {done && <Done deed={done} way={way} />}
      <div className="case-body">
        <CaseLeft view={view} acts={acts ?? []} />
        <div className="case-right">
          {allowed.isError ? (
            <ErrorState fault={allowed.error} onRetry={() => void allowed.refetch()} />
          ) : (
            <ActPanel view={view} allowed={allowed.data} acts={acts ?? []} onDone={onDone} />
          )}
          <section className="panel">
            <h2>
              {t('trailTitle')} <span className="quiet">{acts?.length}</span>
            </h2>
            {acts ? <TrailList acts={acts} newSince={known} nameOf={nameOf} /> : <RowsSkeleton rows={4} />}
          </section>
        </div>
      </div>
    </>
  )
}

export function CasePage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('workbench-case')
  const way = useWay(id)
  const [help, setHelp] = useState(false)
  const query = useQuery(caseQuery(id))
  const trail = useQuery({ ...actsQuery(id), enabled: query.isSuccess })
  const { refetch } = trail
  const seq = query.data?.seq
  useEffect(() => {
    if (seq !== undefined) void refetch()
  }, [seq, refetch])
  useShortcuts({ n: way.next, p: way.back, u: way.list, Escape: way.list, '?': () => setHelp(true) })
  const line = (name: string, ...keys: string[]) => ({ keys, text: t(`keys.${name}`) })
  // An order has acts of its own, and a page for them.
  if (query.data?.kind === 'appeal') return <Navigate to={`/work/appeals/${id}`} replace />
  return (
    <div className="work case">
      <Bar id={id} way={way} onHelp={() => setHelp(true)} />
      {query.isPending && <Skeleton shapes={['title', 'row', 'block', 'block']} />}
      {query.isError && query.data && <Notice kind="warn">{t('stale')}</Notice>}
      {query.isError && !query.data && (
        <>
          <PageHead title={t('unseen')} hidden />
          <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
        </>
      )}
      {query.data && <Desk key={id} view={query.data} acts={trail.data} way={way} />}
      <Help
        open={help}
        onClose={() => setHelp(false)}
        lines={[
          line('outcome', '1', '…', '9'),
          line('opinion', 'o'),
          line('send', 'Ctrl', 'Enter'),
          line('next', 'n'),
          line('back', 'p'),
          line('list', 'u', 'Esc'),
          line('help', '?'),
        ]}
      />
    </div>
  )
}
