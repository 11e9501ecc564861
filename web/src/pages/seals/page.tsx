/** Electronic seals: three views, a document to be sent, a document to be signed. */
import './seals.css'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'react-router'
import { LinkButton } from '../../ui/button.tsx'
import { PageBody, PageHead } from '../../ui/page.tsx'
import { ViewTabs } from '../../ui/view-tabs.tsx'
import { MySealsView } from './my-seals.tsx'
import { NewRoundForm } from './new-round.tsx'
import { RoundView } from './round.tsx'
import { OwnRounds, ToSign } from './rounds.tsx'

const views = { 'to-sign': ToSign, own: OwnRounds, seals: MySealsView } as const

function Overview() {
  const { t } = useTranslation('seals')
  return (
    <PageBody narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="button-row">
        <LinkButton to="/seals/new">{t('send')}</LinkButton>
        <LinkButton to="/check-document" look="second">
          {t('check')}
        </LinkButton>
      </div>
      <ViewTabs label={t('title')} views={views} nameOf={(view) => t(`views.${view}`)} />
    </PageBody>
  )
}

export function Page() {
  const { round } = useParams()
  const { pathname } = useLocation()
  if (pathname.endsWith('/seals/new')) return <NewRoundForm />
  return round ? <RoundView id={round} /> : <Overview />
}
