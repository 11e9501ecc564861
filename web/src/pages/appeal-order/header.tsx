/** The head of an order: what, how urgent, where, whose; its clock; marks of a problem order and of supervision. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSite } from '../../app/site.ts'
import { DayText, TermText } from '../../ui/day.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { Status, Tag } from '../../ui/tag.tsx'
import type { OrderView } from '../appeal/asks.ts'
import { stageKind, useLimitWords, useListed, useStageWords } from '../appeal/words.ts'

function Marks({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation('appeal-order')
  const { t: say } = useTranslation('appeal')
  const { nameOf } = useListed()
  const level = view.supervised.at(-1)?.level
  return (
    <>
      {view.urgency !== 'general' && (
        <Tag tone={view.urgency === 'complex' ? 'plain' : 'bad'}>{nameOf('urgencies', view.urgency)}</Tag>
      )}
      {view.alarm && (
        <Tag tone={view.alarm.taken ? 'good' : 'bad'}>{t(view.alarm.taken ? 'alarm.taken' : 'alarm.sent')}</Tag>
      )}
      {view.problem && <Tag tone="bad">{t('problemWhy', view.problem)}</Tag>}
      {level && <Tag tone="warn">{say(`level.${level}`)}</Tag>}
      {view.reporters > 1 && <Tag tone="brand">{t('reporters', { count: view.reporters })}</Tag>}
      {view.extended && <Tag>{t('extended')}</Tag>}
      {view.exclusion && view.exclusion.state !== 'lifted' && <Tag tone="warn">{t('excluded')}</Tag>}
    </>
  )
}

function Clock({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation('appeal-order')
  const today = useSite()?.today
  const limitWords = useLimitWords()
  return (
    <div className="clock">
      <div className="clock-left">
        {view.closedOn ? (
          <span>
            {t('closed')} <DayText day={view.closedOn} />
          </span>
        ) : (
          <TermText left={view.daysLeft} unit="wd" due={view.dueOn} {...(today ? { today } : {})} />
        )}
      </div>
      <div className="clock-more">
        <span>
          {t('limit')} {limitWords(view.rules.reply)}
        </span>
        <span className="quiet">
          <Said text={view.rules.source} />
        </span>
      </div>
    </div>
  )
}

export function OrderHeader({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation('appeal-order')
  const { t: say } = useTranslation('appeal')
  const { nameOf } = useListed()
  const stageWords = useStageWords('office')
  return (
    <header className="case-head">
      <div className="case-title">
        <PageHead title={view.title} written />
        <div className="case-line">
          <Status kind={stageKind(view)}>{stageWords(view)}</Status>
          <Marks view={view} />
        </div>
        <div className="case-line">
          <span className="mono">{view.id}</span>
          <span>
            {view.typeName} · {nameOf('intents', view.intent)}
          </span>
          <span>
            <Said text={`${view.regionName} ${view.place.address ?? ''}`} />
          </span>
          {view.lead && (
            <span>
              {t('lead')} <Said text={view.lead.name} />
              {view.assists.length > 0 && (
                <span className="quiet">
                  {' '}
                  · {t('assists')} <Said text={view.assists.map((one) => one.name).join('、')} />
                </span>
              )}
            </span>
          )}
          <span className="quiet">
            <DayText day={view.openedOn} /> · {say(`channel.${view.channel}`)}
          </span>
        </div>
        {view.mergedInto && (
          <p>
            {t('mergedInto')} <Link to={`/work/appeals/${view.mergedInto}`}>{view.mergedInto}</Link>
          </p>
        )}
        {view.partOf && (
          <p>
            {t('partOf')} <Link to={`/work/appeals/${view.partOf}`}>{view.partOf}</Link>
          </p>
        )}
      </div>
      <Clock view={view} />
    </header>
  )
}
