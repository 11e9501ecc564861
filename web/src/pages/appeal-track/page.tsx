/** My appeals: the list, or one with its story. */
import './appeal-track.css'
import { useParams } from 'react-router'
import { isCaseNumber } from '../../app/case-number.ts'
import { FollowAppeal } from './follow.tsx'
import { MyAppeals } from './list.tsx'

export function Page() {
  const { id } = useParams()
  return isCaseNumber(id) ? <FollowAppeal key={id} id={id} /> : <MyAppeals />
}
