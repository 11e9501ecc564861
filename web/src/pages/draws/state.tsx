/** How far a draw has come, as a word with a shape. */
import type { DrawState as State } from '@steppe/contracts/inspections'
import { useTranslation } from 'react-i18next'
import { Status } from '../../ui/tag.tsx'

const kinds = {
  prepared: 'waiting',
  committed: 'running',
  drawn: 'asked',
  published: 'done',
  given_up: 'refused',
} as const

export function DrawState({ state }: { readonly state: State }) {
  const { t } = useTranslation('draws')
  return <Status kind={kinds[state]}>{t(`state.${state}`)}</Status>
}
