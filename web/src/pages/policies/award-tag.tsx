/** How an award stands, in a word with its shape. */
import type { AwardState } from '@steppe/contracts/policies'
import { useTranslation } from 'react-i18next'
import { Status, type StatusKind } from '../../ui/tag.tsx'

const kinds: Record<AwardState, StatusKind> = {
  asked: 'asked',
  confirmed: 'running',
  declined: 'paused',
  objected: 'late',
  ready: 'running',
  paid: 'done',
  returned: 'late',
  removed: 'refused',
}

export function AwardTag({ state }: { readonly state: AwardState }) {
  const { t } = useTranslation('policies')
  return <Status kind={kinds[state]}>{t(`award.state.${state}`)}</Status>
}
