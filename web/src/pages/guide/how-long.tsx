/** How long it takes: what the law allows, what is promised, what it really took. */
import type { Guide } from '@steppe/contracts/applications'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { lengthText } from '../../ui/day-text.ts'
import { Section } from '../../ui/page.tsx'

type Bar = { readonly key: string; readonly days: number; readonly text: string; readonly strong?: boolean }

/** Rough working days, only to draw lengths beside each other. */
function roughDays(term: Guide['promisedTerm']): number {
  return term.unit === 'month' ? term.length * 21 : term.unit === 'd' ? (term.length * 5) / 7 : term.length
}

export function HowLong({ guide }: { readonly guide: Guide }) {
  const { t } = useTranslation('guide')
  const { language } = usePreferences()
  const words = (term: Guide['promisedTerm']) =>
    term.length === 0 ? t('atOnce') : lengthText(term.length, term.unit, language)
  const bars: Bar[] = []
  if (guide.lawTerm) bars.push({ key: 'law', days: roughDays(guide.lawTerm), text: words(guide.lawTerm) })
  bars.push({ key: 'promise', days: roughDays(guide.promisedTerm), text: words(guide.promisedTerm), strong: true })
  if (guide.took) {
    const real = (days: number) => (days < 1 ? t('withinADay') : lengthText(Math.round(days * 10) / 10, 'wd', language))
    bars.push({ key: 'median', days: guide.took.median, text: real(guide.took.median) })
    bars.push({ key: 'slowest', days: guide.took.slowestTenth, text: real(guide.took.slowestTenth) })
  }
  const longest = Math.max(1, ...bars.map((bar) => bar.days))
  return (
    <Section title={t('howLong')}>
      <dl className="spans">
        {bars.map((bar) => (
          <div key={bar.key} className={bar.strong ? 'span strong' : 'span'}>
            <dt>{t(`span.${bar.key}`)}</dt>
            <dd>
              <span
                className="span-bar"
                style={{ inlineSize: `${Math.max(1, (bar.days / longest) * 100)}%` }}
                aria-hidden="true"
              />
              <span className="span-text">{bar.text}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{guide.took ? t('tookFrom', { count: guide.took.cases }) : t('tookFew')}</p>
    </Section>
  )
}
