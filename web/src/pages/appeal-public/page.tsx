/** Everybody's appeals: counts and reply rates, messages with their replies, what is near, what is excluded. */
import './appeal-public.css'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/button.tsx'
import { PageBody, PageHead } from '../../ui/page.tsx'
import { ViewTabs } from '../../ui/view-tabs.tsx'
import { ExcludedView } from './excluded.tsx'
import { MessagesView } from './messages.tsx'
import { NearView } from './near.tsx'
import { NumbersView } from './numbers.tsx'

const views = { numbers: NumbersView, messages: MessagesView, near: NearView, excluded: ExcludedView } as const

export function Page() {
  const { t } = useTranslation('appeal-public')
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="button-row">
        <LinkButton to="/appeal">{t('write')}</LinkButton>
        <LinkButton to="/call-backs" look="second">
          {t('callBacks')}
        </LinkButton>
      </div>
      <ViewTabs label={t('title')} views={views} nameOf={(view) => t(`views.${view}`)} />
    </PageBody>
  )
}
