/** Policies: the way into one, a list with tasks, a public notice; else the overview. */
import './policies.css'
import { useParams } from 'react-router'
import { PageBody } from '../../ui/page.tsx'
import { Overview } from './overview.tsx'
import { PolicyPage } from './policy.tsx'
import { RoundPage } from './round.tsx'
import { SuitePage } from './suite.tsx'

export function Page() {
  const { id, list, round } = useParams()
  return (
    <PageBody>
      {id ? (
        <PolicyPage key={id} id={id} />
      ) : list ? (
        <SuitePage key={list} id={list} />
      ) : round ? (
        <RoundPage key={round} id={round} />
      ) : (
        <Overview />
      )}
    </PageBody>
  )
}
