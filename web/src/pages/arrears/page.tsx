/** Arrears: which of its views the address means. */
import './arrears.css'
import { useLocation, useParams } from 'react-router'
import { PageBody } from '../../ui/page.tsx'
import { Calculator } from './calculator.tsx'
import { ClaimPage } from './claim.tsx'
import { ClaimList } from './claim-list.tsx'
import { NewClaimForm } from './new-claim.tsx'
import { PublicView } from './public-view.tsx'

const views = {
  '/arrears/calculator': Calculator,
  '/arrears/new': NewClaimForm,
  '/arrears/claims': ClaimList,
} as const

export function Page() {
  const { claim } = useParams()
  const { pathname } = useLocation()
  if (claim) return <ClaimPage key={claim} id={claim} />
  const View = views[pathname.replace(/\/$/, '') as keyof typeof views] ?? PublicView
  return (
    <PageBody>
      <View />
    </PageBody>
  )
}
