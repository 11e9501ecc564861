/** Everybody's appeals: counts and reply rates, messages with their replies, what is near, what is excluded. */
import './appeal-public.css'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { LinkButton } from '../../ui/button.tsx'
import { PageBody, PageHead } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { ExcludedView } from './excluded.tsx'
import { MessagesView } from './messages.tsx'
import { NearView } from './near.tsx'
import { NumbersView } from './numbers.tsx'

const views = { numbers: NumbersView, messages: MessagesView, near: NearView, excluded: ExcludedView } as const
type View = keyof typeof views
const names = Object.keys(views) as readonly View[]

export function Page() {
  const { t } = useTranslation('appeal-public')
  const [params, setParams] = useSearchParams()
  const view = names.find((one) => one === params.get('view')) ?? 'numbers'
  const Current = views[view]
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="button-row">
        <LinkButton to="/appeal">{t('write')}</LinkButton>
        <LinkButton to="/call-backs" look="second">
          {t('callBacks')}
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
