/** A fact's value in words. */
import type { FactView } from '@steppe/contracts/policies'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { DayText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'

export function FactValue({ fact, value }: { readonly fact: FactView; readonly value: unknown }) {
  const { t } = useTranslation('finance')
  const said = useSaid()
  if (fact.type === 'boolean') return <>{t(value === true ? 'yes' : 'no')}</>
  if (fact.type === 'number')
    return (
      <span className="number">
        {Number(value).toLocaleString('en-US')} {said(fact.unit)}
      </span>
    )
  if (fact.type === 'choice') return <>{said(fact.choices?.find((choice) => choice.value === value)?.title)}</>
  if (fact.type === 'date') return <DayText day={String(value)} />
  return <Said text={String(value)} />
}
