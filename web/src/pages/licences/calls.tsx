/** Looks at a licence: which department, for which matter, on which law, at what; also those that were refused. */

import type { CallLine } from '@steppe/contracts/credentials'
import { useTranslation } from 'react-i18next'
import { useJoined, useSaid } from '../../app/site.ts'
import { InstantText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { Tag } from '../../ui/tag.tsx'

export function CallEntry({ call }: { readonly call: CallLine }) {
  const { t } = useTranslation('licences')
  const said = useSaid()
  const joined = useJoined()
  const answered = call.outcome === 'answered'
  return (
    <li className="draft">
      <span>
        <span className="list-title-plain">
          <Said text={call.department} /> · <Said text={call.by} />
        </span>
        <span className="list-more">
          <InstantText at={call.at} />{' '}
          <Tag tone={answered ? 'plain' : 'warn'}>{answered ? t('call.answered') : t('call.refused')}</Tag>
        </span>
        <span className="licence-call">
          <span>{said(call.name)}</span>
          <span>
            {t('call.for')} <Said text={call.item} />
            {t('call.inCase', { case: call.case })}
          </span>
          <span>
            {t('call.cause')}
            {t('colon')}
            {call.cause}
            {t('semicolon')}
            {call.legalBasis}
          </span>
          {answered && (
            <span>
              {t('call.saw')}
              {t('colon')}
              {joined(call.fields.map(said))}
            </span>
          )}
        </span>
      </span>
    </li>
  )
}

export function CallList({ calls }: { readonly calls: readonly CallLine[] }) {
  return (
    <ul className="list">
      {calls.map((call) => (
        <CallEntry key={call.call} call={call} />
      ))}
    </ul>
  )
}
