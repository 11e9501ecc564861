/** The desk of a policy maker: the list, one policy in the editor, one round of payments. */
import './policy-desk.css'
import { useParams } from 'react-router'
import { PageBody } from '../../ui/page.tsx'
import { Desk } from './desk.tsx'
import { EditorPage } from './editor.tsx'
import { RunRound } from './run-round.tsx'

export function Page() {
  const { id, round } = useParams()
  return (
    <PageBody>{id ? <EditorPage key={id} id={id} /> : round ? <RunRound key={round} id={round} /> : <Desk />}</PageBody>
  )
}
