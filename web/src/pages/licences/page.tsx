/** 我的证照: what I hold and what the firms hold that I act for; one of them. */
import './licences.css'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { PageBody, PageHead } from '../../ui/page.tsx'
import { Authorisations } from './authorisations.tsx'
import { MyLicencesList } from './list.tsx'
import { OneLicence } from './one.tsx'

export function Page() {
  const { t } = useTranslation('licences')
  const { id } = useParams()
  if (id) return <OneLicence key={id} id={id} />
  return (
    <PageBody narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      <Authorisations />
      <MyLicencesList />
    </PageBody>
  )
}
