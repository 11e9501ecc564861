/** A firm's desk: what waits, its appeals, policies it may have, licences, messages and where it is helped, with one sign-in. */
import './appeal-firm.css'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { firmsOf, type MyFirm, useSession } from '../../app/site.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Select } from '../../ui/inputs.tsx'
import { PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { firmDeskQuery } from '../appeal/asks.ts'
import { MyOrdersList } from '../appeal-track/list.tsx'
import { Doors } from './doors.tsx'
import { FirmPolicies } from './firm-policies.tsx'
import { Points } from './points.tsx'

function Desk({ code, firms }: { readonly code: string; readonly firms: readonly MyFirm[] }) {
  const { t } = useTranslation('appeal-firm')
  const navigate = useNavigate()
  const query = useQuery(firmDeskQuery(code))
  if (query.isError && !query.data)
    return (
      <>
        <PageHead title={t('title')} />
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      </>
    )
  if (!query.data) return <PageSkeleton />
  const desk = query.data
  return (
    <>
      <PageHead
        title={desk.firm.name}
        written
        lead={
          <>
            <span className="number">{desk.firm.code}</span> · <Said text={desk.firm.regionName} />
          </>
        }
      />
      {firms.length > 1 && (
        <Select
          label={t('which')}
          value={code}
          onChange={(next) => void navigate(`/firm/${next}`)}
          options={firms.map((firm) => ({ value: firm.code, label: firm.name }))}
        />
      )}
      <div className="button-row">
        <LinkButton to={`/appeal/firm?firm=${code}`}>{t('write')}</LinkButton>
        <LinkButton to={`/appeal/hotline?firm=${code}`} look="second">
          {t('ask')}
        </LinkButton>
      </div>
      <Doors desk={desk} />
      <Section title={t('appeals')}>
        <MyOrdersList firm={code} />
      </Section>
      <FirmPolicies code={code} />
      <Points desk={desk} />
    </>
  )
}

export function Page() {
  const { t } = useTranslation('appeal-firm')
  const { t: app } = useTranslation()
  const session = useSession()
  const { code } = useParams()
  const firms = firmsOf(session)
  const chosen = code ?? firms[0]?.code
  return (
    <PageBody>
      {!session ? (
        <PageSkeleton />
      ) : session.kind === 'anyone' ? (
        <>
          <PageHead title={t('title')} lead={t('signInFirst')} />
          <div>
            <LinkButton to={`/sign-in?back=${encodeURIComponent(`/firm${code ? `/${code}` : ''}`)}`}>
              {app('signIn')}
            </LinkButton>
          </div>
        </>
      ) : chosen ? (
        <Desk key={chosen} code={chosen} firms={firms} />
      ) : (
        <>
          <PageHead title={t('title')} />
          <Empty title={t('noFirm')}>{t('noFirmNext')}</Empty>
        </>
      )}
    </PageBody>
  )
}
