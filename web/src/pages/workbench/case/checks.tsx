/** What was checked automatically, and how. */
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../../app/preferences.ts'
import { InstantText } from '../../../ui/day.tsx'
import { Said } from '../../../ui/said.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { ActView } from '../asks.ts'
import { plainText } from './answer-text.ts'
import { type Check, checksOf } from './checks-of.ts'

function One({ check }: { readonly check: Check }) {
  const { t, i18n } = useTranslation('workbench-case')
  const { language } = usePreferences()
  const named = (group: string, name: string) =>
    i18n.exists(`${group}.${name}`, { ns: 'workbench-case' }) ? t(`${group}.${name}`) : name.replaceAll('_', ' ')
  // Words that a rule answers with are said in the reader's language where the texts know them.
  const shown = (value: unknown) =>
    typeof value === 'string' && /^[a-z_]+$/.test(value)
      ? named('checkWords', value)
      : plainText(value, language) || '–'
  return (
    <li className="check">
      <div className="check-head">
        <strong>{named('checks', check.name)}</strong>
        {check.good !== undefined && (
          <Tag tone={check.good ? 'good' : 'warn'}>{check.good ? `✓ ${t('check.good')}` : `◆ ${t('check.look')}`}</Tag>
        )}
      </div>
      {check.values.length > 0 && (
        <dl className="pairs">
          {check.values.map(({ name, value }) => (
            <div key={name}>
              <dt>{named('checkValues', name)}</dt>
              <dd>
                <Said text={shown(value)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="act-who">
        <span>{t(`check.${check.by}`)}</span>
        <InstantText at={check.at} />
        <span>{t('check.act', { seq: check.seq })}</span>
      </div>
    </li>
  )
}

export function Checks({ acts }: { readonly acts: readonly ActView[] }) {
  const { t } = useTranslation('workbench-case')
  const checks = checksOf(acts)
  if (checks.length === 0) return <p className="quiet">{t('check.none')}</p>
  return (
    <ul className="checks">
      {checks.map((check) => (
        <One key={check.name} check={check} />
      ))}
    </ul>
  )
}
