/** All versions of a policy, and what changed between two of them. */
import type { PolicyView } from '@steppe/contracts/policies'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { diffQuery, policyFilePath } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { DiffView } from './diff-view.tsx'
import { StandingTag } from './line.tsx'

export function Versions({ view }: { readonly view: PolicyView }) {
  const { t } = useTranslation('policies')
  const { id } = view.policy
  const [pair, setPair] = useState<readonly [number, number]>()
  return (
    <Section title={t('versions')}>
      <ul className="list">
        {view.versions.map((version, index) => {
          const older = view.versions[index + 1]
          return (
            <li key={version.version} className="policy-version">
              <div>
                <Link to={`/policies/${id}?version=${version.version}`} className="list-title">
                  {t('version', { version: version.version })}
                </Link>
                <span className="list-more">
                  <span lang="zh">{version.number}</span>
                  <span>
                    {t('doc.from')} <DayText day={version.validFrom} />
                  </span>
                  {version.repealedOn && (
                    <span>
                      {t('repealedOn')} <DayText day={version.repealedOn} />
                    </span>
                  )}
                  <StandingTag standing={version.standing} />
                  {version.sealed && (
                    <a
                      href={policyFilePath(id, version.version)}
                      download={`${id}-${version.version}.steppe-policy.json`}
                    >
                      {t('proof', { version: version.version })}
                    </a>
                  )}
                  {version.repealSealed && (
                    <a
                      href={`${policyFilePath(id, version.version)}&of=repeal`}
                      download={`${id}-${version.version}-repeal.steppe-policy.json`}
                    >
                      {t('repealProof')}
                    </a>
                  )}
                </span>
              </div>
              {older && (
                <Button look="second" small onClick={() => setPair([older.version, version.version])}>
                  {t('compare', { version: older.version })}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {view.versions.some(({ sealed }) => sealed) && (
        <p className="quiet">
          {t('proofHint')} <Link to="/verify">{t('proofHow')}</Link>
        </p>
      )}
      {pair && <Changed id={id} from={pair[0]} to={pair[1]} />}
    </Section>
  )
}

function Changed({ id, from, to }: { readonly id: string; readonly from: number; readonly to: number }) {
  const { t } = useTranslation('policies')
  const query = useQuery(diffQuery(id, from, to))
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={3} />
  return (
    <Card>
      <h3>{t('changedFrom', { from, to })}</h3>
      <DiffView diff={query.data} />
    </Card>
  )
}
