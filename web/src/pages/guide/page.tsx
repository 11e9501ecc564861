/** The guide of an item as it applies to the reader: what to bring, how long, what it costs, where; and the button to start. */
import './guide.css'
import type { Guide } from '@steppe/contracts/applications'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useSession } from '../../app/site.ts'
import { guideQuery } from '../../asks/applications.ts'
import { itemQuery, pointsQuery } from '../../asks/catalog.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Card, Facts, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Steps } from '../../ui/steps.tsx'
import { Tag } from '../../ui/tag.tsx'
import { PointLine } from '../windows/point-line.tsx'
import { AllElements } from './all-elements.tsx'
import { HowLong } from './how-long.tsx'
import { Materials } from './materials.tsx'
import { Versions } from './versions.tsx'

/** Staff of a window and assistants take it in for somebody; everyone else applies for themselves. */
function Start({ guide }: { readonly guide: Guide }) {
  const { t } = useTranslation('guide')
  const session = useSession()
  const forOthers = session?.grants.some((grant) => grant.role === 'clerk' || grant.role === 'agent') ?? false
  return (
    <div className="guide-start no-print">
      {forOthers && (
        <LinkButton to={`/window/${guide.item}`} wide>
          {t('startFor')}
        </LinkButton>
      )}
      <LinkButton to={`/apply/new/${guide.item}`} wide {...(forOthers ? { look: 'second' } : {})}>
        {t('start')}
      </LinkButton>
    </div>
  )
}

/** Beside the guide on a wide screen, below it on a phone. */
function Aside({ guide }: { readonly guide: Guide }) {
  return (
    <aside className="guide-aside">
      <Card>
        <AtAGlance guide={guide} />
      </Card>
      <Start guide={guide} />
    </aside>
  )
}

function Conditions({ guide }: { readonly guide: Guide }) {
  const { t } = useTranslation('guide')
  if (guide.conditions.length === 0) return null
  return (
    <Section title={t('who')}>
      <ul className="plain-list">
        {guide.conditions.map((condition) => (
          <li key={condition}>{condition}</li>
        ))}
      </ul>
    </Section>
  )
}

function Parts({ guide }: { readonly guide: Guide }) {
  const { t } = useTranslation('guide')
  if (guide.parts.length === 0) return null
  return (
    <Section title={t('parts', { count: guide.parts.length })}>
      <Steps steps={guide.parts.map((part) => ({ key: part.id, name: part.name }))} />
    </Section>
  )
}

function How({ guide }: { readonly guide: Guide }) {
  const { t } = useTranslation('guide')
  return (
    <Section title={t('steps')}>
      <Steps
        steps={guide.steps.map((step) => ({
          key: step.name,
          name: step.name,
          ...(step.text ? { more: step.text } : {}),
        }))}
      />
    </Section>
  )
}

function Where({ item }: { readonly item: string }) {
  const { t } = useTranslation('guide')
  const points = useQuery(pointsQuery(item))
  const detail = useQuery(itemQuery(item))
  const found = points.data?.points ?? []
  const phone = detail.data?.consultationPhone
  if (found.length === 0 && !phone) return null
  return (
    <Section title={t('where')} act={<Link to={`/windows?item=${item}`}>{t('onMap')}</Link>}>
      <ul className="list">
        {found.map((point) => (
          <PointLine key={point.id} point={point} />
        ))}
        {phone && (
          <li className="point">
            <span className="list-more">
              <span>{t('askBy')}</span>
              <a href={`tel:${phone}`}>{phone}</a>
            </span>
          </li>
        )}
      </ul>
    </Section>
  )
}

function More({ guide }: { readonly guide: Guide }) {
  const { t } = useTranslation('guide')
  return (
    <>
      {guide.faq.length > 0 && (
        <Section title={t('faq')}>
          <div className="folds">
            {guide.faq.map((entry) => (
              <details key={entry.question}>
                <summary>{entry.question}</summary>
                <p>{entry.answer}</p>
              </details>
            ))}
          </div>
        </Section>
      )}
      <Section title={t('law')}>
        <ul className="plain-list">
          {guide.legalBasis.map((basis) => (
            <li key={basis}>
              <Said text={basis} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

/** Whole and by version: for who must be exact, below what everybody needs. */
function Whole({ item }: { readonly item: string }) {
  const detail = useQuery(itemQuery(item))
  return (
    <>
      {detail.data && <AllElements item={detail.data} />}
      <Versions item={item} />
    </>
  )
}

function AtAGlance({ guide }: { readonly guide: Guide }) {
  const { t } = useTranslation('guide')
  return (
    <Facts
      facts={[
        { key: 'department', name: t('department'), value: guide.departmentName },
        { key: 'fee', name: t('fee'), value: guide.fee ? `${guide.fee.text}` : t('free') },
        {
          key: 'visits',
          name: t('visitsName'),
          value: guide.visits === 0 ? t('noVisit') : t('visits', { count: guide.visits }),
        },
      ]}
    />
  )
}

export function Page() {
  const { item = '' } = useParams()
  const { t } = useTranslation('guide')
  const query = useQuery(guideQuery(item))
  const guide = query.data
  return (
    <PageBody>
      {query.isPending && <PageSkeleton />}
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {guide && (
        <>
          <PageHead
            title={guide.name}
            lead={
              <span className="guide-tags">
                <span>{guide.departmentName}</span>
                {guide.visits === 0 && <Tag tone="good">{t('noVisit')}</Tag>}
                {!guide.fee && <Tag tone="good">{t('free')}</Tag>}
                {guide.promiseAllowed && <Tag tone="brand">{t('promise')}</Tag>}
              </span>
            }
          />
          <div className="guide-columns">
            <div className="guide-main">
              <Materials guide={guide} />
              <HowLong guide={guide} />
              <Conditions guide={guide} />
              <Parts guide={guide} />
              <How guide={guide} />
              <Where item={item} />
              <More guide={guide} />
              <Whole item={item} />
            </div>
            <Aside guide={guide} />
          </div>
        </>
      )}
    </PageBody>
  )
}
