/** Policies that the firm may have, the surest first, with their amounts; the reasons stand on their own page. */
import type { MyPolicies } from '@steppe/contracts/policies'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../app/api.ts'
import { useSaid } from '../../app/site.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Money } from '../../ui/day.tsx'
import { LinkList, Section } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'

const shown = 5
const order = { yes: 0, unknown: 1, no: 2 } as const

export function FirmPolicies({ code }: { readonly code: string }) {
  const { t } = useTranslation('appeal-firm')
  const said = useSaid()
  const query = useQuery({
    queryKey: ['policies', 'mine', code],
    queryFn: ({ signal }) => get<MyPolicies>('/api/policies/mine', { firm: code }, signal),
    retry: false,
  })
  const lines = (query.data?.policies ?? [])
    .filter((one) => one.verdict !== 'no')
    .toSorted((a, b) => order[a.verdict] - order[b.verdict])
    .slice(0, shown)
  return (
    <Section
      title={t('policies.title')}
      act={
        <LinkButton to={`/policies?firm=${code}`} look="second" small>
          {t('policies.all')}
        </LinkButton>
      }
    >
      {query.isPending && <RowsSkeleton rows={3} />}
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.data && lines.length === 0 && <Empty title={t('policies.none')}>{t('policies.noneNext')}</Empty>}
      {lines.length > 0 && (
        <LinkList
          entries={lines.map((one) => ({
            key: one.id,
            to: `/policies/${one.id}?firm=${code}`,
            title: said(one.title),
            more: (
              <>
                <Status kind={one.verdict === 'yes' ? 'done' : 'asked'}>{t(`policies.${one.verdict}`)}</Status>
                {typeof one.amount === 'number' && <Money fen={Math.round(one.amount * 100)} />}
              </>
            ),
          }))}
        />
      )}
    </Section>
  )
}
