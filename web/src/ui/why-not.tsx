/** Acts that cannot be done just now, those with the same reason together, and what would help. */
import { usePreferences } from '../app/preferences.ts'

type Reason = { readonly title: string; readonly next: string }
type Refused = {
  readonly kind: string
  readonly task?: string | undefined
  readonly why?: (Reason & { readonly code: string; readonly en: Reason }) | undefined
}

export function WhyNot<A extends Refused>({
  acts,
  summary,
  nameOf,
}: {
  readonly acts: readonly A[]
  readonly summary: string
  readonly nameOf: (act: A) => string
}) {
  const { language } = usePreferences()
  if (acts.length === 0) return null
  return (
    <details className="why-not">
      <summary>{summary}</summary>
      <ul>
        {[...Map.groupBy(acts, ({ why }) => `${why?.code ?? ''} ${why?.title ?? ''}`)].map(([reason, group]) => {
          const why = language === 'en' ? group[0]?.why?.en : group[0]?.why
          return (
            <li key={reason}>
              <strong>{[...new Set(group.map(nameOf))].join(language === 'en' ? ', ' : '、')}</strong>
              {why && (
                <span>
                  {why.title}
                  {language === 'en' ? '. ' : '。'}
                  {why.next}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
