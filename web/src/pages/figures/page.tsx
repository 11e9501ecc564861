/** Figures in public: all of them, or one with its proof. */
import './figures.css'
import { useParams } from 'react-router'
import { PageBody } from '../../ui/page.tsx'
import { FigurePage } from './figure.tsx'
import { FigureList } from './list.tsx'

export function Page() {
  const { id } = useParams()
  return <PageBody>{id ? <FigurePage key={id} id={id} /> : <FigureList />}</PageBody>
}
