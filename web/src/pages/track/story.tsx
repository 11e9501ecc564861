/** The timeline of a case in civil days. */
import type { ActView, CaseView } from '@steppe/contracts/cases'
import { useTranslation } from 'react-i18next'
import { DayText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { type Moment, timelineOf } from './timeline-of.ts'

function useSentence(): (moment: Moment) => string {
  const { t, i18n } = useTranslation('track')
  return ({ text, values }) => {
    const said = (key: string) => i18n.exists(`story.${key}`, { ns: 'track' })
    const own = said(text) && (!text.startsWith('complete') || !values?.name)
    if (own) return t(`story.${text}`, { ...values })
    const [stem = text] = text.split('.')
    if (stem === 'complete') return values?.name ? t('story.stepDone', { ...values }) : t('story.complete')
    return said(stem) ? t(`story.${stem}`, { ...values }) : t('story.other')
  }
}

function More({ moment }: { readonly moment: Moment }) {
  const { t } = useTranslation('track')
  return (
    <>
      {(moment.department || moment.person) && (
        <div>
          {moment.department}
          {moment.department && moment.person && ' · '}
          <Said text={moment.person} />
        </div>
      )}
      {moment.words && (
        <div>
          {t('words', { words: '' })}
          <Said text={moment.words} />
        </div>
      )}
      {moment.items && (
        <ul className="plain-list">
          {moment.items.map((item) => (
            <li key={item}>
              <Said text={item} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** What the day of a moment is, where it is not the last one. */
const sortsOfDay: Readonly<Record<string, 'heldOn' | 'expectedEnd'>> = { call_hearing: 'heldOn', paused: 'expectedEnd' }

export function Story({ view, acts }: { readonly view: CaseView; readonly acts: readonly ActView[] }) {
  const { t } = useTranslation('track')
  const sentence = useSentence()
  const entries = timelineOf(view, acts).map((moment) => ({
    key: moment.key,
    state: moment.state,
    what: sentence(moment),
    ...(moment.day || moment.by
      ? {
          when: (
            <>
              {moment.day && <DayText day={moment.day} />}
              {moment.by && (
                <div>
                  {t(sortsOfDay[moment.text] ?? 'by')} <DayText day={moment.by} />
                </div>
              )}
              {moment.was && (
                <div>
                  {t('was')} <DayText day={moment.was} />
                </div>
              )}
            </>
          ),
        }
      : {}),
    more: <More moment={moment} />,
  }))
  return <Timeline label={t('progress')} entries={entries} />
}
