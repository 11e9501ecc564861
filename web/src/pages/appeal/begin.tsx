/** Which way an appeal takes: what each kind is for and by when it is answered. */
import { draftKeptDays, type OrderType } from '@steppe/contracts/appeals'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { InstantText } from '../../ui/day.tsx'
import { LinkList, ListLink, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { Notice } from '../../ui/states.tsx'
import { draftsQuery, dropKept } from './use-kept-draft.ts'
import { useLimitWords } from './words.ts'

/** The usual limit of a kind: that of a complaint which is neither urgent nor complex. */
function usualLimit(type: OrderType): string | undefined {
  return type.limits.find((one) => one.intent === 'complaint' && one.urgency === 'general')?.reply
}

/** What was begun and not handed in yet, on this device or another. */
function Begun() {
  const { t } = useTranslation('appeal')
  const client = useQueryClient()
  const rows = useQuery(draftsQuery).data?.rows ?? []
  if (rows.length === 0) return null
  const drop = (id: string) => dropKept(id).then(() => client.invalidateQueries({ queryKey: ['appeals', 'drafts'] }))
  return (
    <Section title={t('begin.begun')}>
      <ul className="list">
        {rows.map((row) => (
          <li key={row.id} className="appeal-begun">
            <ListLink
              to={`/appeal/${row.type}?draft=${row.id}`}
              title={<Said text={row.title} />}
              more={<InstantText at={row.savedAt} />}
              end=" "
            />
            <Button look="plain" small onClick={() => void drop(row.id)}>
              {t('begin.drop')}
            </Button>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('begin.kept', { days: draftKeptDays })}</p>
    </Section>
  )
}

export function Begin({ types, known }: { readonly types: readonly OrderType[]; readonly known: boolean }) {
  const { t } = useTranslation('appeal')
  const said = useSaid()
  const limitWords = useLimitWords()
  return (
    <PageBody narrow>
      <PageHead title={t('begin.title')} lead={t('begin.lead')} />
      <Notice kind="warn" title={t('danger.title')}>
        <p>
          {t('danger.next')} <a href="tel:110">110</a>
        </p>
      </Notice>
      {known && <Begun />}
      <LinkList
        entries={types.map((type) => {
          const limit = usualLimit(type)
          return {
            key: type.id,
            to: `/appeal/${type.id}`,
            title: said(type.title),
            more: (
              <>
                <span>{said(type.about)}</span>
                {limit && <span>{t('begin.limit', { limit: limitWords(limit) })}</span>}
              </>
            ),
          }
        })}
      />
      <LinkList
        entries={[
          { key: 'arrears', to: '/arrears', title: t('begin.arrears'), more: t('begin.arrearsAbout') },
          { key: 'mine', to: '/appeals', title: t('begin.mine'), more: t('begin.mineAbout') },
          { key: 'public', to: '/public-appeals', title: t('begin.public'), more: t('begin.publicAbout') },
        ]}
      />
    </PageBody>
  )
}
