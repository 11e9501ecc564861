/** Which way an appeal takes: what each kind is for and by when it is answered. */
import type { OrderType } from '@steppe/contracts/appeals'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { LinkList, PageBody, PageHead } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { useLimitWords } from './words.ts'

/** The usual limit of a kind: that of a complaint which is neither urgent nor complex. */
function usualLimit(type: OrderType): string | undefined {
  return type.limits.find((one) => one.intent === 'complaint' && one.urgency === 'general')?.reply
}

export function Begin({ types }: { readonly types: readonly OrderType[] }) {
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
