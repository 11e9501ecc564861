/** What was told to me about my cases; once it was shown it counts as read. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/site.ts'
import { messagesQuery, sendRead, unreadQuery } from '../../asks/messages.ts'
import { DayText, InstantText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { LinkList } from '../../ui/page.tsx'
import { Titled } from '../../ui/said.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import { TellOutside } from './tell-outside.tsx'

/** Words before the day that goes with a message; the due day where none stands here. */
const dayWords: Readonly<Record<string, string>> = {
  correcting: 'messageBy',
  hearing_offered: 'messageAskBy',
  hearing_called: 'messageHeldOn',
}

export function MessagesView() {
  const { t } = useTranslation('mine')
  const client = useQueryClient()
  const staff = useSession()?.kind === 'staff'
  const query = useInfiniteQuery(messagesQuery)
  const read = useMutation({
    mutationFn: sendRead,
    onSuccess: (answer) => client.setQueryData(unreadQuery.queryKey, answer),
  })
  const unread = query.data?.pages[0]?.unread ?? 0
  const { mutate } = read
  useEffect(() => {
    if (unread > 0) mutate()
  }, [unread, mutate])
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={4} />
  const messages = query.data.pages.flatMap((page) => page.messages)
  if (messages.length === 0)
    return (
      <>
        <Empty title={t('noMessages')}>{t('noMessagesHint')}</Empty>
        <TellOutside />
      </>
    )
  return (
    <>
      <LinkList
        entries={messages.map((message) => ({
          key: message.id,
          to: message.link ?? (staff ? `/work/cases/${message.case}` : `/track/${message.case}`),
          title: (
            <>
              {t(`message.${message.kind}`)} {message.unread && <Tag tone="brand">{t('unread')}</Tag>}
            </>
          ),
          more: (
            <>
              <span>
                <Titled text={message.title} />
              </span>
              {message.day && (
                <span>
                  {t(dayWords[message.kind] ?? 'messageDue')} <DayText day={message.day} />
                </span>
              )}
              <InstantText at={message.at} />
              {message.outside
                ?.filter((each) => each.state !== 'withheld')
                .map((each) => (
                  <span key={each.channel}>{t(`outside.${each.channel}.${each.state}`)}</span>
                ))}
            </>
          ),
        }))}
      />
      <More
        shown={messages.length}
        hasMore={query.hasNextPage}
        waiting={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      <TellOutside />
    </>
  )
}
