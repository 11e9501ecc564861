/** What is mine: cases, drafts, licences and results. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useSession, useSignOut, useSite } from '../../app/site.ts'
import { type DraftLine, draftsQuery, dropDraft, myCasesQuery } from '../../asks/applications.ts'
import { unreadQuery } from '../../asks/messages.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DayText, InstantText } from '../../ui/day.tsx'
import { More } from '../../ui/more.tsx'
import { LinkList, PageBody, PageHead } from '../../ui/page.tsx'
import { Said, Titled } from '../../ui/said.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { ViewTabs } from '../../ui/view-tabs.tsx'
import { MyLicencesList } from '../licences/list.tsx'
import { statusKind } from '../track/status-kind.ts'
import { hasEnded } from '../track/timeline-of.ts'
import { MessagesView } from './messages.tsx'
import { Reads } from './reads.tsx'

function Cases() {
  const { t } = useTranslation('mine')
  const { t: app } = useTranslation()
  const today = useSite()?.today
  const query = useInfiniteQuery(myCasesQuery)
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton />
  const cases = query.data.pages.flatMap((page) => page.cases)
  if (cases.length === 0)
    return (
      <Empty title={t('noCases')} action={<LinkButton to="/">{t('find')}</LinkButton>}>
        {t('noCasesHint')}
      </Empty>
    )
  return (
    <>
      <LinkList
        entries={cases.map((one) => ({
          key: one.id,
          to: `/track/${one.id}`,
          title: <Titled text={one.title} />,
          more: (
            <>
              {one.waitsFor && one.waitsFor !== 'rate' ? (
                <Status kind="asked">{t(`waits.${one.waitsFor}`)}</Status>
              ) : (
                <Status kind={statusKind(one.status)}>{app(`status.${one.status}`)}</Status>
              )}
              <span>
                {t('opened')} <DayText day={one.openedOn} short {...(today ? { today } : {})} />
              </span>
              {one.due && !hasEnded(one.status) && (
                <span>
                  {t('due')} <DayText day={one.due} short {...(today ? { today } : {})} />
                </span>
              )}
              {one.waitsFor === 'rate' && <span>{t('canRate')}</span>}
            </>
          ),
        }))}
      />
      <More
        shown={cases.length}
        hasMore={query.hasNextPage}
        waiting={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
    </>
  )
}

function Drafts() {
  const { t } = useTranslation('mine')
  const client = useQueryClient()
  const query = useQuery(draftsQuery)
  const [leaving, setLeaving] = useState<DraftLine>()
  const drop = useMutation({
    mutationFn: (draft: DraftLine) => dropDraft(draft.id),
    onSuccess: async () => {
      setLeaving(undefined)
      await client.invalidateQueries({ queryKey: draftsQuery.queryKey })
    },
  })
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={2} />
  if (query.data.length === 0) return <Empty title={t('noDrafts')}>{t('noDraftsHint')}</Empty>
  return (
    <>
      <ul className="list">
        {query.data.map((draft) => (
          <li key={draft.id} className="draft">
            <span>
              <span className="list-title-plain">{draft.itemName}</span>
              <span className="list-more">
                {t('saved')} <InstantText at={draft.savedAt} />
              </span>
            </span>
            <span className="button-row">
              <LinkButton small to={`/apply/${draft.id}`}>
                {t('continue')}
              </LinkButton>
              <Button small look="plain" onClick={() => setLeaving(draft)}>
                {t('drop')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {leaving && (
        <SendDialog
          title={t('dropTitle')}
          press={t('drop')}
          look="danger"
          send={drop}
          onPress={() => drop.mutate(leaving)}
          onClose={() => setLeaving(undefined)}
        >
          <p>{t('dropHint', { name: leaving.itemName })}</p>
        </SendDialog>
      )}
    </>
  )
}

const views = { cases: Cases, messages: MessagesView, drafts: Drafts, licences: MyLicencesList, reads: Reads } as const
type View = keyof typeof views

export function Page() {
  const { t } = useTranslation('mine')
  const { t: app } = useTranslation()
  const session = useSession()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const unread =
    useQuery({ ...unreadQuery, enabled: session !== undefined && session.kind !== 'anyone' }).data?.unread ?? 0
  const nameOf = (one: View) => (one === 'messages' && unread > 0 ? t('messagesUnread', { count: unread }) : t(one))
  const leave = async () => {
    await signOut.mutateAsync().catch(() => undefined)
    await navigate('/')
  }
  return (
    <PageBody narrow>
      <PageHead title={t('title')} lead={<Said text={session?.name} />} />
      <div className="button-row">
        <LinkButton to="/policies" look="second" small>
          {t('policies')}
        </LinkButton>
        <LinkButton to="/appeals" look="second" small>
          {t('appeals')}
        </LinkButton>
        {session?.grants.some((grant) => grant.firm) && (
          <LinkButton to="/firm" look="second" small>
            {t('firm')}
          </LinkButton>
        )}
        <LinkButton to="/seals" look="second" small>
          {t('seals')}
        </LinkButton>
      </div>
      <ViewTabs label={t('title')} views={views} nameOf={nameOf} />
      {session && session.kind !== 'anyone' && (
        <div>
          <Button look="second" onClick={() => void leave()}>
            {app('signOut')}
          </Button>
        </div>
      )}
    </PageBody>
  )
}
