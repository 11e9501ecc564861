/** The state of a licence as a word with its shape. */
import type { LicenceState } from '@steppe/contracts/credentials'
import { useTranslation } from 'react-i18next'
import { Status, type StatusKind } from '../../ui/tag.tsx'

const kinds: Record<LicenceState, StatusKind> = {
  valid: 'done',
  suspended: 'paused',
  revoked: 'refused',
  withdrawn: 'refused',
  cancelled: 'waiting',
  expired: 'late',
  replaced: 'waiting',
}

export function StateTag({ state }: { readonly state: LicenceState }) {
  const { t } = useTranslation('licences')
  return <Status kind={kinds[state]}>{t(`state.${state}`)}</Status>
}
