/** My appeals: the list, or one with its story. */
import './appeal-track.css'
import { useParams } from 'react-router'
import { FollowAppeal } from './follow.tsx'
import { MyAppeals } from './list.tsx'

export function Page() {
  const { id } = useParams()
  return id ? <FollowAppeal key={id} id={id} /> : <MyAppeals />
}
