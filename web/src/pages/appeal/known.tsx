/** Answers that are known already, for the words so far. */
import './known.css'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Said } from '../../ui/said.tsx'
import { suggestedQuery } from '../knowledge/asks.ts'
import { useSettled } from './suggest.tsx'

export function Known({ words, region = '' }: { readonly words: string; readonly region?: string }) {
  const { t } = useTranslation('appeal')
  const said = useSaid()
  const text = useSettled(words.trim()).slice(0, 4000)
  const { data } = useQuery(suggestedQuery(text, region))
  if (text.length < 4 || !data || data.articles.length === 0) return null
  return (
    <section className="panel appeal-known">
      <h2>{t('known.title')}</h2>
      <ul>
        {data.articles.map((one) => (
          <li key={one.id}>
            <a href={`/knowledge/${one.id}`} target="_blank" rel="noreferrer">
              <Said text={said(one.title)} />
            </a>
            <span className="choice-hint">
              {t('known.by')} <Said text={one.source} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
