/** What changed, line by line: a sign and a word beside the colour. */
import type { PolicyDiff } from '@steppe/kernels/policies'
import { useTranslation } from 'react-i18next'

const signs = { added: '＋', removed: '－', changed: '≠', same: '' } as const

export function DiffView({ diff }: { readonly diff: PolicyDiff }) {
  const { t, i18n } = useTranslation('policies')
  const text = diff.text.filter(({ kind }) => kind !== 'same')
  const placeName = (place: string) => {
    const [group = '', rest] = place.split(/\.(.*)/)
    const key = `place.${place.replaceAll('.', '_')}`
    if (i18n.exists(key, { ns: 'policies' })) return t(key)
    return rest ? `${t(`place.${group}`)} · ${rest}` : t(`place.${group}`)
  }
  if (diff.changes.length === 0 && text.length === 0) return <p>{t('unchanged')}</p>
  return (
    <>
      <ul className="policy-diff">
        {diff.changes.map(({ place, kind, was, is }) => (
          <li key={place} className={kind}>
            <span className="policy-sign">
              {signs[kind]} {t(`diff.${kind}`)}
            </span>
            <span>{placeName(place)}</span>
            {was !== undefined && <del lang="zh">{was}</del>}
            {is !== undefined && <ins lang="zh">{is}</ins>}
          </li>
        ))}
      </ul>
      {text.length > 0 && (
        <div className="policy-text" lang="zh">
          {text.map(({ kind, text: paragraph }, index) =>
            kind === 'added' ? (
              <ins key={`${index} ${kind}`}>{paragraph}</ins>
            ) : (
              <del key={`${index} ${kind}`}>{paragraph}</del>
            ),
          )}
        </div>
      )}
    </>
  )
}
