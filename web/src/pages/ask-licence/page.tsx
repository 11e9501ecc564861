/** 请对方出示证照: a new request, or one that was made. */
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useSession } from '../../app/site.ts'
import { LinkButton } from '../../ui/button.tsx'
import { BackLink, PageBody, PageHead } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { Empty } from '../../ui/states.tsx'
import { NewRequest } from './new-request.tsx'
import { OneRequest } from './one-request.tsx'

export function Page() {
  const { t } = useTranslation('ask-licence')
  const { t: app } = useTranslation()
  const { id } = useParams()
  const session = useSession()
  if (!session) return <PageSkeleton />
  return (
    <PageBody narrow>
      <BackLink to={id ? '/ask-licence' : '/check-licence'}>{t(id ? 'another' : 'back')}</BackLink>
      <PageHead title={t('title')} lead={t('lead')} />
      {session.kind === 'anyone' ? (
        <Empty
          title={t('signIn')}
          action={<LinkButton to={`/sign-in?back=${encodeURIComponent('/ask-licence')}`}>{app('signIn')}</LinkButton>}
        >
          {t('signInHint')}
        </Empty>
      ) : id ? (
        <OneRequest key={id} id={id} />
      ) : (
        <NewRequest />
      )}
    </PageBody>
  )
}
