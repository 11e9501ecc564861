/** The check of a reply before it is sent: does it answer, give a basis, name a day, is it a used text. The person decides. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import type { OrderView } from '../appeal/asks.ts'
import { useSettled } from '../appeal/suggest.tsx'
import { checkReply } from './asks.ts'
import type { Values } from './deed-of.ts'

export function ReplyFindingsPanel({
  view,
  values,
  onDespite,
}: {
  readonly view: OrderView
  readonly values: Values
  readonly onDespite: (on: boolean) => void
}) {
  const { t } = useTranslation('appeal-order')
  const { language } = usePreferences()
  const draft = useSettled([values.text ?? '', values.basis ?? '', values.by ?? ''].join('\u0000'), 600)
  const [text = '', basis = '', by = ''] = draft.split('\u0000')
  const check = useQuery({
    queryKey: ['appeals', 'order', view.id, 'reply-check', draft],
    queryFn: () =>
      checkReply(view.id, {
        text: text.trim(),
        ...(basis.trim() ? { basis: basis.trim() } : {}),
        ...(by ? { by } : {}),
      }),
    enabled: text.trim().length >= 4,
    placeholderData: (before) => before,
    retry: false,
  })
  const found = check.data
  const weak = found !== undefined && found.score < found.enough
  if (!found || text.trim() === '') return null
  return (
    <section
      className={weak ? 'reply-check weak' : 'reply-check'}
      aria-live="polite"
      aria-label={t('replyCheck.title')}
    >
      <p>
        <strong>{t(weak ? 'replyCheck.weak' : 'replyCheck.good')}</strong>{' '}
        <span className="number">{Math.round(found.score * 100)} / 100</span>
      </p>
      <ul>
        {found.findings.map((one) => (
          <li key={one.id} className={one.ok ? 'ok' : 'not-ok'}>
            <span aria-hidden="true">{one.ok ? '✓' : '✕'}</span>{' '}
            <span className="visually-hidden">{t(one.ok ? 'replyCheck.ok' : 'replyCheck.notOk')}</span>
            {language === 'en' ? one.en : one.title}
            {one.words.length > 0 && (
              <span className="quiet" lang="zh-CN">
                {' '}
                {one.words.map((words) => `“${words}”`).join(' ')}
              </span>
            )}
          </li>
        ))}
      </ul>
      {weak && (
        <label className="tick">
          <input
            type="checkbox"
            checked={values.despite === 'yes'}
            onChange={(event) => onDespite(event.target.checked)}
          />
          {t('replyCheck.decide')}
        </label>
      )}
    </section>
  )
}
