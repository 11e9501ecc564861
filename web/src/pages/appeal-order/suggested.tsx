/** To whom it might go: confidence, the words that decided, the entry of the duty catalogue; a person decides. */
import type { Suggestions } from '@steppe/contracts/appeals'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Said } from '../../ui/said.tsx'
import type { OrderView } from '../appeal/asks.ts'
import { orderSuggestionsQuery } from './asks.ts'

/** One suggestion as a button. */
export function SuggestionButton({
  one,
  chosen,
  shortcut,
  onPick,
}: {
  readonly one: Suggestions['departments'][number]
  readonly chosen: boolean
  readonly shortcut?: string
  readonly onPick: () => void
}) {
  const { t } = useTranslation('appeal-order')
  return (
    <button type="button" className="suggestion" aria-pressed={chosen} onClick={onPick}>
      <span className="suggestion-head">
        <strong>
          <Said text={one.name} />
        </strong>
        <span className="number">{Math.round(one.confidence * 100)} %</span>
        {shortcut && <kbd>{shortcut}</kbd>}
      </span>
      <span className="suggestion-bar" aria-hidden="true">
        <span style={{ width: `${one.confidence * 100}%` }} />
      </span>
      <span className="quiet">
        {t(`from.${one.from}`)}
        {one.because.length > 0 && (
          <>
            {' '}
            · {t('because')}{' '}
            <Said
              text={one.because
                .slice(0, 6)
                .map((each) => each.words)
                .join('、')}
            />
          </>
        )}
        {one.entry && (
          <>
            {' '}
            · <Said text={one.entry.matter} />
          </>
        )}
      </span>
    </button>
  )
}

export function SuggestedDepartments({
  view,
  chosen,
  onPick,
}: {
  readonly view: OrderView
  readonly chosen: string
  readonly onPick: (code: string, suggested: string) => void
}) {
  const { t } = useTranslation('appeal-order')
  const found = useQuery(orderSuggestionsQuery(view.id)).data
  const first = found?.departments[0]?.department ?? ''
  if (!found) return null
  return (
    <fieldset className="suggestions">
      <legend>{t('suggested')}</legend>
      {found.departments.length === 0 && <p className="quiet">{t('nothingSuggested')}</p>}
      {found.departments.map((one) => (
        <SuggestionButton
          key={one.department}
          one={one}
          chosen={chosen === one.department}
          onPick={() => onPick(one.department, first)}
        />
      ))}
      {found.learntFrom > 0 && <p className="quiet">{t('learntFrom', { count: found.learntFrom })}</p>}
    </fieldset>
  )
}
