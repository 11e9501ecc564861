/** One appeal: where it is, who holds it, what comes next and by when; the replies; what I may say to them. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSite } from '../../app/site.ts'
import { LinkButton } from '../../ui/button.tsx'
import { CaseProof } from '../../ui/case-proof.tsx'
import { DayText, InstantText, TermText, UntilText } from '../../ui/day.tsx'
import { BackLink, Card, Facts, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { allowedQuery, type OrderView, orderQuery } from '../appeal/asks.ts'
import { stageKind, useLimitWords, useListed, useStageWords } from '../appeal/words.ts'
import { ExclusionNotices } from './exclusion.tsx'
import { Says } from './says.tsx'
import { stagesOf } from './stages-of.ts'
import { Together } from './together.tsx'

type OnView = { readonly view: OrderView }
const isOpen = (view: OrderView) => view.stage !== 'ended' && view.stage !== 'merged'

/** Now, in one card. */
function Now({ view }: OnView) {
  const { t } = useTranslation('appeal-track')
  const today = useSite()?.today
  const stageWords = useStageWords()
  const task = view.tasks[0]
  return (
    <Card>
      <div className="follow-now">
        <Status kind={stageKind(view)}>{stageWords(view)}</Status>
        {isOpen(view) && view.dueOn && view.stage !== 'calling_back' && (
          <TermText left={view.daysLeft} unit="wd" due={view.dueOn} {...(today ? { today } : {})} />
        )}
      </div>
      {isOpen(view) && task && (
        <p>
          {t('heldBy', { department: task.departmentName, step: task.name })}
          {task.dueAt && (
            <>
              {t('stepBy')} <UntilText at={task.dueAt} />
              {t('stepByEnd')}
            </>
          )}
        </p>
      )}
      {view.stage === 'calling_back' && <p>{t('waitsForYou')}</p>}
      {view.reporters > 1 && <p className="quiet">{t('reporters', { count: view.reporters })}</p>}
      {view.supervised.length > 0 && <p className="quiet">{t('supervised', { count: view.supervised.length })}</p>}
    </Card>
  )
}

/** How each stage went: its owner, its limit, where the limit comes from. */
function Stages({ view }: OnView) {
  const { t } = useTranslation('appeal-track')
  const limitWords = useLimitWords()
  return (
    <Section title={t('progress')}>
      <Card>
        <Timeline
          label={t('progress')}
          entries={stagesOf(view).map((stage) => ({
            key: stage.stage,
            state: stage.done ? 'done' : stage.now ? 'now' : 'coming',
            what: (
              <>
                {stage.title}
                {stage.late && <span className="follow-late"> ▲ {t('late')}</span>}
              </>
            ),
            when: stage.at ? (
              <InstantText at={stage.at} />
            ) : stage.dueAt ? (
              <>
                {t('by')} <UntilText at={stage.dueAt} />
              </>
            ) : undefined,
            more: stage.done ? undefined : stage.owner,
          }))}
        />
        <details className="follow-rule">
          <summary>{t('rule.title')}</summary>
          <p>
            {t('rule.reply', { limit: limitWords(view.rules.reply) })}
            <span className="quiet">
              <Said text={view.rules.source} />
            </span>
          </p>
          <ul>
            {view.stages
              .filter((stage) => stage.limit)
              .map((stage) => (
                <li key={stage.stage}>
                  {t('rule.stage', { stage: stage.title, limit: limitWords(stage.limit) })}
                  <span className="quiet">
                    {' '}
                    <Said text={stage.source} />
                  </span>
                </li>
              ))}
          </ul>
        </details>
      </Card>
    </Section>
  )
}

function Replies({ view }: { readonly view: Pick<OrderView, 'replies'> }) {
  const { t } = useTranslation('appeal-track')
  if (view.replies.length === 0) return null
  return (
    <Section title={t('replies')}>
      {[...view.replies].reverse().map((reply) => (
        <Card key={`${reply.on} ${reply.text}`}>
          <p className="quiet">
            <Said text={reply.departmentName} /> · <DayText day={reply.on} />
          </p>
          <p className="follow-text">
            <Said text={reply.text} />
          </p>
          {reply.basis && (
            <p>
              {t('basis')} <Said text={reply.basis} />
            </p>
          )}
          {reply.by && (
            <p>
              {t('doneBy')} <DayText day={reply.by} />
            </p>
          )}
        </Card>
      ))}
    </Section>
  )
}

/** 双督办双反馈, joint meetings, parts, returns: told as they are. */
function Others({ view }: OnView) {
  const { t } = useTranslation('appeal-track')
  const stageWords = useStageWords()
  const lines = [
    ...view.confirmations.map((one) => ({
      key: `c ${one.departmentName}`,
      name: t('confirmation', { department: one.departmentName }),
      value: (
        <>
          {t(`confirm.${one.state}`)} {one.opinion && <Said text={one.opinion} />}
        </>
      ),
    })),
    ...view.meetings.map((one) => ({
      key: `m ${one.on}`,
      name: t('meeting'),
      value: (
        <>
          <DayText day={one.on} /> · <Said text={one.departments.join('、')} />
          <span className="follow-text">
            <Said text={one.minutes} />
          </span>
        </>
      ),
    })),
    ...view.parts.map((one) => ({
      key: `p ${one.id}`,
      name: <Said text={one.departmentName} />,
      value: stageWords(one),
    })),
    ...view.returns.map((one) => ({
      key: `r ${one.on} ${one.departmentName}`,
      name: t('returned'),
      value: (
        <>
          <DayText day={one.on} /> · <Said text={`${one.departmentName}：${one.reason}`} />
        </>
      ),
    })),
  ]
  if (lines.length === 0) return null
  return (
    <Section title={t('others')}>
      <Card>
        <Facts facts={lines} />
      </Card>
    </Section>
  )
}

function Refused({ view }: OnView) {
  const { t } = useTranslation('appeal-track')
  const { nameOf } = useListed()
  if (!view.refused) return null
  return (
    <Notice kind="bad" title={t('refused', { ground: nameOf('refusalGrounds', view.refused.ground) })}>
      <p>
        <Said text={view.refused.reason} />
      </p>
    </Notice>
  )
}

function About({ view }: OnView) {
  const { t } = useTranslation('appeal-track')
  const { nameOf } = useListed()
  const { t: words } = useTranslation('appeal')
  return (
    <Section title={t('about')}>
      <Card>
        <p className="follow-text">
          <Said text={view.text} />
        </p>
        <Facts
          facts={[
            { key: 'number', name: t('number'), value: <span className="number">{view.id}</span> },
            { key: 'kind', name: t('kind'), value: `${view.typeName} · ${nameOf('intents', view.intent)}` },
            { key: 'place', name: t('place'), value: <Said text={`${view.regionName} ${view.place.address ?? ''}`} /> },
            { key: 'opened', name: t('opened'), value: <DayText day={view.openedOn} /> },
            { key: 'channel', name: t('channel'), value: words(`channel.${view.channel}`) },
            ...(view.lead ? [{ key: 'lead', name: t('lead'), value: <Said text={view.lead.name} /> }] : []),
            ...(view.assists.length > 0
              ? [
                  {
                    key: 'assists',
                    name: t('assists'),
                    value: <Said text={view.assists.map((one) => one.name).join('、')} />,
                  },
                ]
              : []),
            ...(view.closedOn && !view.together
              ? [{ key: 'closed', name: t('closed'), value: <DayText day={view.closedOn} /> }]
              : []),
          ]}
        />
        {view.files.length > 0 && (
          <ul className="follow-files">
            {view.files.map((file) => (
              <li key={file.id}>
                <a href={`/api/cases/${view.id}/files/${file.id}`} download={file.name}>
                  {file.name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Section>
  )
}

function Whole({ view }: OnView) {
  const { t } = useTranslation('appeal-track')
  const allowed = useQuery(allowedQuery(view.id)).data ?? []
  return (
    <>
      <PageHead title={view.title} written lead={<span className="number">{view.id}</span>} />
      {view.mergedInto && <Together view={view} />}
      {!view.together && <Now view={view} />}
      <Refused view={view} />
      {view.exclusion && <ExclusionNotices order={view.id} />}
      <Replies view={{ replies: view.together?.replies ?? view.replies }} />
      <Says view={view} allowed={allowed} />
      {!view.together && <Stages view={view} />}
      <Others view={view} />
      <About view={view} />
      <div className="button-row no-print">
        {view.stage === 'ended' && !view.rating && view.status === 'closed' && (
          <LinkButton to={`/rate/${view.id}`}>{t('rate')}</LinkButton>
        )}
        <CaseProof id={view.id} what="receipt" />
        <Link to="/appeals">{t('list.title')}</Link>
      </div>
    </>
  )
}

export function FollowAppeal({ id }: { readonly id: string }) {
  const { t } = useTranslation('appeal-track')
  const query = useQuery({ ...orderQuery(id), refetchInterval: 60_000 })
  return (
    <PageBody narrow>
      <BackLink to="/appeals">{t('list.title')}</BackLink>
      {query.isPending && <PageSkeleton />}
      {query.isError && !query.data && (
        <>
          <PageHead title={t('unseen')} hidden />
          <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
        </>
      )}
      {query.data && <Whole view={query.data} />}
    </PageBody>
  )
}
