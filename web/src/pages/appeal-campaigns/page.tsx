/** Samples of call-backs: the list, or one with its sample, the proof of it and its results. */
import './appeal-campaigns.css'
import { useParams } from 'react-router'
import { PageBody } from '../../ui/page.tsx'
import { CampaignList } from './list.tsx'
import { CampaignPage } from './one.tsx'

export function Page() {
  const { id } = useParams()
  return <PageBody>{id ? <CampaignPage key={id} id={id} /> : <CampaignList />}</PageBody>
}
