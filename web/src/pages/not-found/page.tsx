/** Nothing at this address: say so, and offer the way on. */
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/button.tsx'
import { PageBody, PageHead } from '../../ui/page.tsx'

export function Page() {
  const { t } = useTranslation('not-found')
  return (
    <PageBody narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      <div>
        <LinkButton to="/">{t('home')}</LinkButton>
      </div>
    </PageBody>
  )
}
