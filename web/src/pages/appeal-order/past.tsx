/** What was done so far, by kind: replies, returns, supervision, confirmations, meetings, parts, call-backs. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DayText, InstantText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { OrderView } from '../appeal/asks.ts'
import { useListed, useStageName, useStageWords } from '../appeal/words.ts'

type Entry = {
  readonly key: string
  readonly head: ReactNode
  readonly text?: string | undefined
  readonly more?: ReactNode
}

function Group({ title, entries }: { readonly title: string; readonly entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  return (
    <section className="panel">
      <h2>
        {title} <span className="quiet">{entries.length}</span>
      </h2>
      <ul className="order-past">
        {entries.map((entry) => (
          <li key={entry.key}>
            <div className="order-past-head">{entry.head}</div>
            {entry.text && (
              <p className="order-text">
                <Said text={entry.text} />
              </p>
            )}
            {entry.more}
          </li>
        ))}
      </ul>
    </section>
  )
}

function useReplies(view: OrderView): readonly Entry[] {
  const { t } = useTranslation('appeal-order')
  return view.replies.map((one, index) => ({
    key: `${index} ${one.on}`,
    head: (
      <>
        <Said text={one.departmentName} /> · <DayText day={one.on} />
        {one.solved !== undefined && (
          <Tag tone={one.solved ? 'good' : 'warn'}>{t(one.solved ? 'solved' : 'notSolved')}</Tag>
        )}
      </>
    ),
    text: one.text,
    more: (
      <p className="quiet">
        {one.basis && (
          <>
            {t('basis')} <Said text={one.basis} />{' '}
          </>
        )}
        {one.by && (
          <>
            {t('doneBy')} <DayText day={one.by} />
          </>
        )}
      </p>
    ),
  }))
}

function useCallBacks(view: OrderView): readonly Entry[] {
  const { t } = useTranslation('appeal-order')
  const { t: say } = useTranslation('appeal')
  const { nameOf } = useListed()
  return view.callBacks.map((one, index) => ({
    key: `${index} ${one.on}`,
    head: (
      <>
        <DayText day={one.on} /> · {t(one.contacted ? 'contacted' : 'notContacted')}
        {one.solved !== undefined && (
          <Tag tone={one.solved ? 'good' : 'bad'}>{t(one.solved ? 'solved' : 'notSolved')}</Tag>
        )}
        {one.satisfaction && <Tag>{say(`satisfaction.${one.satisfaction}`)}</Tag>}
        {one.invalid && <Tag tone="warn">{nameOf('invalidCallBackGrounds', one.invalid)}</Tag>}
      </>
    ),
    text: one.note,
  }))
}

export function Past({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation('appeal-order')
  const { t: say } = useTranslation('appeal')
  const stageWords = useStageWords('office')
  const stageName = useStageName('office')
  const replies = useReplies(view)
  const callBacks = useCallBacks(view)
  const supervised = view.supervised.map((one, index) => ({
    key: `${index}`,
    head: (
      <>
        {say(`level.${one.level}`)} · <InstantText at={one.at} /> · <Said text={one.by} /> · {stageName(one.stage)}
      </>
    ),
    text: one.text,
  }))
  const confirmations = view.confirmations.map((one) => ({
    key: one.departmentName,
    head: (
      <>
        <Said text={one.departmentName} />
        <Tag tone={one.state === 'agreed' ? 'good' : one.state === 'waiting' ? 'plain' : 'bad'}>
          {t(`confirm.${one.state}`)}
        </Tag>
        {one.on && <DayText day={one.on} />}
      </>
    ),
    text: one.opinion,
  }))
  const meetings = view.meetings.map((one, index) => ({
    key: `${index}`,
    head: (
      <>
        <DayText day={one.on} /> · <Said text={one.departments.join('、')} />
      </>
    ),
    text: one.minutes,
  }))
  const parts = view.parts.map((one) => ({
    key: one.id,
    head: (
      <>
        <Link to={`/work/appeals/${one.id}`} className="mono">
          {one.id}
        </Link>{' '}
        <Said text={one.departmentName} /> · {stageWords(one)} {one.dueOn && <DayText day={one.dueOn} short />}
      </>
    ),
    text: one.reply,
  }))
  const returns = view.returns.map((one, index) => ({
    key: `${index}`,
    head: (
      <>
        <Said text={one.departmentName} /> · <DayText day={one.on} />
        {one.belongsTo && (
          <span>
            {t('belongsTo')} <Said text={one.belongsTo} />
          </span>
        )}
      </>
    ),
    text: one.reason,
  }))
  return (
    <>
      <Group title={t('past.replies')} entries={replies} />
      <Group title={t('past.confirmations')} entries={confirmations} />
      <Group title={t('past.meetings')} entries={meetings} />
      <Group title={t('past.parts')} entries={parts} />
      <Group title={t('past.returns')} entries={returns} />
      <Group title={t('past.supervised')} entries={supervised} />
      <Group title={t('past.callBacks')} entries={callBacks} />
    </>
  )
}
