/** What waits for the person who is signed in: corrections, materials to follow, drafts, ratings. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { draftsQuery, myCasesQuery } from '../../asks/applications.ts'
import { unreadQuery } from '../../asks/messages.ts'
import { DayText, InstantText } from '../../ui/day.tsx'
import { LinkList, type ListEntry, Section } from '../../ui/page.tsx'
import { Status } from '../../ui/tag.tsx'

export function WaitsForYou() {
  const { t } = useTranslation('home')
  const cases = useInfiniteQuery(myCasesQuery)
  const drafts = useQuery(draftsQuery)
  const unread = useQuery(unreadQuery).data?.unread ?? 0
  const waiting = (cases.data?.pages.flatMap((page) => page.cases) ?? []).filter((one) => one.waitsFor !== undefined)
  const entries: ListEntry[] = [
    ...(unread > 0
      ? [{ key: 'messages', to: '/mine?view=messages', title: t('waits.messages', { count: unread }) }]
      : []),
    ...waiting.map((one) => ({
      key: one.id,
      to: one.waitsFor === 'rate' ? `/rate/${one.id}` : `/track/${one.id}`,
      title: one.title,
      more: (
        <>
          <Status kind={one.waitsFor === 'rate' ? 'done' : 'asked'}>{t(`waits.${one.waitsFor}`)}</Status>
          {one.due && one.waitsFor !== 'rate' && (
            <span>
              {t('waits.by')} <DayText day={one.due} />
            </span>
          )}
        </>
      ),
    })),
    ...(drafts.data ?? []).map((draft) => ({
      key: draft.id,
      to: `/apply/${draft.id}`,
      title: draft.itemName,
      more: (
        <>
          <Status kind="waiting">{t('waits.draft')}</Status>
          <span>
            {t('waits.savedAt')} <InstantText at={draft.savedAt} />
          </span>
        </>
      ),
    })),
  ]
  if (entries.length === 0) return null
  return (
    <Section title={t('waits.title')} act={<Link to="/mine">{t('waits.all')}</Link>}>
      <LinkList entries={entries.slice(0, 5)} />
    </Section>
  )
}
