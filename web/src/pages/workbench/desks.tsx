/** The ways between the desks of staff: those that one's roles open, the one where one stands marked. */
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useSession } from '../../app/site.ts'

/** Roles that find something there; the server decides what they see. Without roles: everybody with a department. */
const desks: readonly (readonly [to: string, name: string, roles?: readonly string[]])[] = [
  ['/work', 'inbox'],
  ['/work/hotline', 'hotline', ['operator', 'clerk']],
  ['/work/appeals', 'orders', ['supervisor', 'clerk', 'examiner', 'approver', 'operator']],
  ['/work/supervision', 'board', ['supervisor', 'operator']],
  ['/call-backs', 'callBacks', ['supervisor', 'operator']],
  ['/work/duties', 'duties', ['supervisor', 'clerk', 'examiner', 'approver', 'operator']],
  ['/work/knowledge', 'knowledge', ['supervisor', 'approver', 'operator', 'administrator']],
]

export function Desks() {
  const { t } = useTranslation('workbench')
  const grants = useSession()?.grants ?? []
  const open = desks.filter(([, , roles]) => !roles || grants.some((grant) => roles.includes(grant.role)))
  if (open.length < 2) return null
  return (
    <nav className="desks no-print" aria-label={t('desks.label')}>
      {open.map(([to, name]) => (
        <NavLink key={to} to={to} end={to === '/work'}>
          {t(`desks.${name}`)}
        </NavLink>
      ))}
    </nav>
  )
}
