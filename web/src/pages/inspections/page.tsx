/** Random inspections for staff: the list, a new draw, one draw with what I may do. */
import './inspections.css'
import { useLocation, useParams } from 'react-router'
import { PageBody } from '../../ui/page.tsx'
import { Desk } from './desk.tsx'
import { NewDrawPage } from './new-draw.tsx'
import { RunDraw } from './run-draw.tsx'

export function Page() {
  const { id } = useParams()
  const fresh = useLocation().pathname.endsWith('/new')
  return <PageBody>{fresh ? <NewDrawPage /> : id ? <RunDraw key={id} id={id} /> : <Desk />}</PageBody>
}
