/** Random inspections in public: all draws, or one of them. */
import './draws.css'
import { useParams } from 'react-router'
import { PageBody } from '../../ui/page.tsx'
import { DrawPage } from './draw.tsx'
import { DrawList } from './list.tsx'

export function Page() {
  const { id } = useParams()
  return <PageBody>{id ? <DrawPage key={id} id={id} /> : <DrawList />}</PageBody>
}
