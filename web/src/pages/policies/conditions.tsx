/** The conditions of a policy for whoever reads it, with the facts that are read and what for. */
import type { PolicyView } from '@steppe/contracts/policies'
import { useTranslation } from 'react-i18next'
import { useSaid, useSession } from '../../app/site.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Card, Facts, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'

export function Conditions({ view }: { readonly view: PolicyView }) {
  const { t } = useTranslation('policies')
  const said = useSaid()
  const anyone = useSession()?.kind === 'anyone'
  return (
    <>
      <Section title={t('conditions')}>
        <ol className="policy-conditions">
          {view.policy.conditions.map((condition) => (
            <li key={condition.id}>
              <p className="policy-condition">
                <Said text={said(condition.title)} />
              </p>
              <p className="quiet" lang="zh">
                {sourceText(condition.source)}
              </p>
              <Rule text={condition.when} />
            </li>
          ))}
        </ol>
        {anyone && (
          <div className="button-row">
            <LinkButton to={`/sign-in?back=${encodeURIComponent(`/policies/${view.policy.id}`)}`}>
              {t('signInFor')}
            </LinkButton>
          </div>
        )}
      </Section>
      <Section title={t('reads')}>
        <Card>
          <Facts
            facts={view.facts.map(({ id, title, source, purpose }) => ({
              key: id,
              name: said(title),
              value: `${said(source)} · ${said(purpose)}`,
            }))}
          />
        </Card>
      </Section>
    </>
  )
}

/** The source without the marks of those who wrote it down. */
export function sourceText(source: string): string {
  return source.replace(/\s*[[（(]mem [HML][\])）]/g, '（待核对原文）')
}

/** The rule as it is reckoned, for whoever wants to check it. */
export function Rule({ text }: { readonly text: string }) {
  const { t } = useTranslation('policies')
  return (
    <details className="policy-rule">
      <summary>{t('rule.show')}</summary>
      <code>{text}</code>
    </details>
  )
}
