/** The overview: what my firm can have first, then all policies, the lists of the government, payments without application. */
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useSession } from '../../app/site.ts'
import { PageHead } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { AllPolicies } from './all.tsx'
import { Awards } from './awards.tsx'
import { Notices, Suites } from './lists.tsx'
import { Mine } from './mine.tsx'

export function Overview() {
  const { t } = useTranslation('policies')
  const session = useSession()
  const [params, setParams] = useSearchParams()
  const mine = session?.grants.some((grant) => grant.firm) ?? false
  const views = mine ? ['mine', 'awards', 'all', 'lists', 'notices'] : ['all', 'lists', 'notices']
  const asked = params.get('view') ?? ''
  const view = views.includes(asked) ? asked : (views[0] as string)
  const go = (next: string) => {
    const to = new URLSearchParams({ view: next })
    const firm = params.get('firm')
    if (firm) to.set('firm', firm)
    setParams(to)
  }
  if (!session) return <PageHead title={t('title')} lead={t('lead')} />
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Tabs
        label={t('title')}
        tabs={views.map((key) => ({ key, label: t(`view.${key}`) }))}
        current={view}
        onChange={go}
      >
        {view === 'mine' && <Mine firm={params.get('firm') ?? ''} />}
        {view === 'awards' && <Awards firm={params.get('firm') ?? ''} />}
        {view === 'all' && <AllPolicies />}
        {view === 'lists' && <Suites />}
        {view === 'notices' && <Notices />}
      </Tabs>
    </>
  )
}
