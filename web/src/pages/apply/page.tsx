/** Apply: `/apply/new/:item` begins a draft, `/apply/:draft` goes on with one. */
import './apply.css'
import { useParams } from 'react-router'
import { Begin } from './begin.tsx'
import { FillIn } from './fill-in.tsx'

export function Page() {
  const { item, draft } = useParams()
  if (item) return <Begin key={item} item={item} />
  return <FillIn key={draft} id={draft ?? ''} />
}
