/** The way to say what is wrong, beside the ways to have something done. */
import { useTranslation } from 'react-i18next'
import { LinkList } from '../../ui/page.tsx'

export function SaySomething() {
  const { t } = useTranslation('home')
  return (
    <LinkList
      entries={[{ key: 'appeal', to: '/appeal', title: t('say.title'), more: <span>{t('say.about')}</span> }]}
    />
  )
}
