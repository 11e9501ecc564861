/** The versions of an article, the latest first, each with what it changed. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DayText } from '../../ui/day.tsx'
import { Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { diffQuery, versionsQuery } from '../knowledge/asks.ts'

function Changes({ id, from, to }: { readonly id: string; readonly from: number; readonly to: number }) {
  const { t } = useTranslation('knowledge')
  const { data } = useQuery(diffQuery(id, from, to))
  if (!data) return null
  const body = data.body.filter(({ kind }) => kind !== 'same')
  if (data.fields.length + body.length === 0) return <p className="quiet">{t('unchanged')}</p>
  const marked = [
    ...data.fields.flatMap(({ field, was, is }) => [
      { kind: 'removed', text: `${t(`field.${field}`)}：${was}` },
      { kind: 'added', text: `${t(`field.${field}`)}：${is}` },
    ]),
    ...body,
  ]
  return (
    <>
      {marked.map(({ kind, text }) =>
        kind === 'added' ? (
          <ins key={`+${text}`}>
            ＋ <Said text={text} />
          </ins>
        ) : (
          <del key={`-${text}`}>
            － <Said text={text} />
          </del>
        ),
      )}
    </>
  )
}

export function Versions({ id }: { readonly id: string }) {
  const { t } = useTranslation('knowledge')
  const versions = useQuery(versionsQuery(id)).data?.versions ?? []
  return (
    <Section title={t('versions')}>
      <ol className="knowledge-versions">
        {versions.map(({ version, note, writtenAt }) => (
          <li key={version}>
            <strong>{t('version', { n: version })}</strong> · <DayText day={writtenAt.slice(0, 10)} />
            {note && (
              <>
                {' '}
                · <Said text={note} />
              </>
            )}
            {version > 1 ? <Changes id={id} from={version - 1} to={version} /> : <p className="quiet">{t('first')}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}
