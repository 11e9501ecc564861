/** From a basic item to the one who handles it where the reader is: 食品经营许可 → that of the district. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Navigate, useParams, useSearchParams } from 'react-router'
import { usePreferences } from '../../app/preferences.ts'
import { useErrandRegion } from '../../app/site.ts'
import { searchQuery } from '../../asks/catalog.ts'
import { RegionChoice } from '../../regions/region-choice.tsx'
import { RegionLine } from '../../regions/region-line.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { Card, PageBody, PageHead } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'

export function Page() {
  const { basicCode = '' } = useParams()
  const { t } = useTranslation('guide')
  const { t: app } = useTranslation()
  const [params] = useSearchParams()
  const name = params.get('name') ?? ''
  const { language } = usePreferences()
  const { region, known } = useErrandRegion()
  const found = useInfiniteQuery({ ...searchQuery({ q: name, region }), enabled: region !== '' && name !== '' })
  const handled = found.data?.pages.flatMap((page) => page.items).find((item) => item.basicCode === basicCode)
  if (handled) return <Navigate to={`/guide/${handled.code}`} replace />
  return (
    <PageBody narrow>
      {name && <PageHead title={language === 'en' ? `“${name}”` : name} />}
      {region !== '' && <RegionLine />}
      {!known || (found.isPending && region !== '' && name !== '') ? <PageSkeleton /> : null}
      {found.isError && <ErrorState fault={found.error} onRetry={() => void found.refetch()} />}
      {known && region === '' && (
        <Card>
          <RegionChoice title={app('region.choose')} />
        </Card>
      )}
      {(found.data && !handled) || name === '' ? (
        <Empty
          title={t('nobodyHere')}
          action={<LinkButton to={name ? `/search?q=${encodeURIComponent(name)}` : '/'}>{t('findOther')}</LinkButton>}
        >
          {t('nobodyHereHint')}
        </Empty>
      ) : null}
    </PageBody>
  )
}
