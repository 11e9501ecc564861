/** A list that is written: each thing in a frame of its own, one more at the end, any taken out. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'

export function WrittenList<T>({
  words,
  items,
  blank,
  onChange,
  children,
}: {
  /** Under which name the texts stand: title, none (where nothing is said of an empty list), of, add, remove. */
  readonly words: 'attachment' | 'duty' | 'exclusion'
  readonly items: readonly T[]
  /** What one more begins with. */
  readonly blank: T
  readonly onChange: (items: readonly T[]) => void
  /** The fields of one; `number` from 1. */
  readonly children: (item: T, change: (part: Partial<T>) => void, number: number) => ReactNode
}) {
  const { t, i18n } = useTranslation('policy-desk')
  const none = i18n.exists(`${words}.none`, { ns: 'policy-desk' }) ? t(`${words}.none`) : ''
  return (
    <Section title={t(`${words}.title`)}>
      {items.length === 0 && none && <p className="quiet">{none}</p>}
      {items.map((item, index) => {
        const number = index + 1
        const change = (part: Partial<T>) =>
          onChange(items.map((each, at) => (at === index ? { ...each, ...part } : each)))
        return (
          <fieldset key={index} className="desk-condition">
            <legend>{t(`${words}.of`, { number })}</legend>
            {children(item, change, number)}
            <Button look="plain" small onClick={() => onChange(items.filter((_, at) => at !== index))}>
              {t(`${words}.remove`, { number })}
            </Button>
          </fieldset>
        )
      })}
      <div className="button-row">
        <Button look="second" small onClick={() => onChange([...items, blank])}>
          {t(`${words}.add`)}
        </Button>
      </div>
    </Section>
  )
}
