/** Beside the form: whose matter it may be and by which words, and the same matter of others. */
import { useTranslation } from 'react-i18next'
import { DayText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { Known } from '../appeal/known.tsx'
import { useStageName } from '../appeal/words.ts'
import { SuggestionButton } from '../appeal-order/suggested.tsx'
import type { IntakeDesk } from './use-intake.ts'

export function Aside({ intake }: { readonly intake: IntakeDesk }) {
  const { t } = useTranslation('appeal-desk')
  const stageName = useStageName('office')
  const { found, intake: now, write } = intake
  const same = found?.nearDuplicates ?? []
  return (
    <div className="hotline-right">
      <section className="panel hotline-departments">
        <h2>
          {t('suggested')} <kbd>Alt 6</kbd>
        </h2>
        {!found && <p className="quiet">{t('suggestLater')}</p>}
        {found?.departments.length === 0 && <p className="quiet">{t('notSure')}</p>}
        {found?.departments.map((one) => (
          <SuggestionButton
            key={one.department}
            one={one}
            chosen={now.department === one.department}
            onPick={() => write({ department: one.department, mergeInto: '' })}
          />
        ))}
      </section>
      {same.length > 0 && (
        <section className="panel hotline-same">
          <h2>
            {t('same')} <kbd>Alt M</kbd>
          </h2>
          {same.map((one) => (
            <button
              key={one.id}
              type="button"
              className="suggestion"
              aria-pressed={now.mergeInto === one.id}
              onClick={() => write({ mergeInto: now.mergeInto === one.id ? '' : one.id })}
            >
              <span className="suggestion-head">
                <strong>
                  <Said text={one.title} />
                </strong>
                <span className="number">{Math.round(one.resemblance * 100)} %</span>
              </span>
              <span className="quiet">
                {stageName(one.stage)} · <DayText day={one.openedOn} short /> · <Said text={one.departmentName} />
              </span>
            </button>
          ))}
        </section>
      )}
      <Known words={now.text} region={now.region} />
    </div>
  )
}
