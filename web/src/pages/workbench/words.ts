/** Words of the workbench for outcomes, acts, procedures and proofs; what a pack adds is shown as it is written there. */
import { useTranslation } from 'react-i18next'

export type Words = {
  readonly outcome: (word: string) => string
  readonly act: (kind: string) => string
  readonly proof: (mode: string) => string
  readonly procedure: (id: string) => string
  readonly channel: (word: string) => string
  readonly role: (word: string) => string
}

/** Outcomes that take something from the applicant: a reason is compulsory (行政许可法 art. 38). */
const reasoned: ReadonlySet<string> = new Set(['refuse', 'deny', 'fail', 'reject', 'turn_down'])
export const needsReason = (outcome: string): boolean => reasoned.has(outcome)

const plain = (word: string): string => word.replaceAll('_', ' ')

export function useWords(): Words {
  const { t, i18n } = useTranslation('workbench-case')
  const said = (group: string) => (word: string) =>
    i18n.exists(`${group}.${word}`, { ns: 'workbench-case' }) ? t(`${group}.${word}`) : plain(word)
  return {
    outcome: said('outcomes'),
    act: said('acts'),
    proof: said('proofs'),
    procedure: said('procedures'),
    channel: said('channels'),
    role: said('roles'),
  }
}
