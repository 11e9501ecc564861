/** Orders for staff: the list, or one order. */
import '../workbench/workbench.css'
import './appeal-order.css'
import { useParams } from 'react-router'
import { isCaseNumber } from '../../app/case-number.ts'
import { OrderDesk } from './desk.tsx'
import { OrderListPage } from './list.tsx'

export function Page() {
  const { id } = useParams()
  return isCaseNumber(id) ? <OrderDesk key={id} id={id} /> : <OrderListPage />
}
