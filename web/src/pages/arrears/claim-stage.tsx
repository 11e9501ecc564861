/** Where a claim stands, as a word with a shape. */
import { useTranslation } from 'react-i18next'
import { Status, type StatusKind } from '../../ui/tag.tsx'

const kinds: Readonly<Record<string, StatusKind>> = {
  forwarding: 'waiting',
  answering: 'asked',
  pressing: 'late',
  interviewing: 'late',
  deciding: 'running',
  paying: 'running',
  checking: 'running',
  escalating: 'late',
  settled: 'done',
  dismissed: 'refused',
  refused: 'refused',
  withdrawn: 'paused',
  closed_unpaid: 'refused',
}

export function ClaimStageTag({ stage }: { readonly stage: string }) {
  const { t } = useTranslation('arrears')
  return <Status kind={kinds[stage] ?? 'running'}>{t(`stages.${stage}`)}</Status>
}
