/** Licences one below the other, those in force first. */

import type { LicenceLine } from '@steppe/contracts/credentials'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { myLicencesQuery } from '../../asks/credentials.ts'
import { LinkButton } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { LinkList } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { StateTag } from './state-tag.tsx'

export function LicenceLinks({ licences }: { readonly licences: readonly LicenceLine[] }) {
  const { t } = useTranslation('licences')
  const said = useSaid()
  return (
    <LinkList
      entries={licences.map((one) => ({
        key: one.id,
        to: `/licences/${one.id}`,
        title: said(one.name),
        more: (
          <>
            <StateTag state={one.status} />
            <span>
              <Said text={one.holderName} />
            </span>
            <span className="number">{one.number}</span>
            {one.expiresOn && (
              <span>
                {t('until')} <DayText day={one.expiresOn} short />
              </span>
            )}
          </>
        ),
      }))}
    />
  )
}

export function MyLicencesList() {
  const { t } = useTranslation('licences')
  const query = useQuery(myLicencesQuery)
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={3} />
  const { licences } = query.data
  if (licences.length === 0)
    return (
      <Empty title={t('none')} action={<LinkButton to="/">{t('find')}</LinkButton>}>
        {t('noneHint')}
      </Empty>
    )
  const inForce = (one: LicenceLine) => (one.status === 'valid' ? 0 : 1)
  return <LicenceLinks licences={licences.toSorted((a, b) => inForce(a) - inForce(b))} />
}
