/** Electronic seals: three views, a document to be sent, a document to be signed. */
import './seals.css'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams, useSearchParams } from 'react-router'
import { LinkButton } from '../../ui/button.tsx'
import { PageBody, PageHead } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { MySealsView } from './my-seals.tsx'
import { NewRoundForm } from './new-round.tsx'
import { RoundView } from './round.tsx'
import { OwnRounds, ToSign } from './rounds.tsx'

const views = { 'to-sign': ToSign, own: OwnRounds, seals: MySealsView } as const
type View = keyof typeof views
const names = Object.keys(views) as readonly View[]

function Overview() {
  const { t } = useTranslation('seals')
  const [params, setParams] = useSearchParams()
  const view = names.find((one) => one === params.get('view')) ?? 'to-sign'
  const Current = views[view]
  return (
    <PageBody narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="button-row">
        <LinkButton to="/seals/new">{t('send')}</LinkButton>
        <LinkButton to="/check-document" look="second">
          {t('check')}
        </LinkButton>
      </div>
      <Tabs
        label={t('title')}
        current={view}
        onChange={(next) => setParams({ view: next }, { replace: true })}
        tabs={names.map((one) => ({ key: one, label: t(`views.${one}`) }))}
      >
        <Current />
      </Tabs>
    </PageBody>
  )
}

export function Page() {
  const { round } = useParams()
  const { pathname } = useLocation()
  if (pathname.endsWith('/seals/new')) return <NewRoundForm />
  return round ? <RoundView id={round} /> : <Overview />
}
