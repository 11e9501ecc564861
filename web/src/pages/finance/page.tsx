/** Financing for firms: the list, one product, one application. */
import './finance.css'
import { useLocation, useParams } from 'react-router'
import { PageBody } from '../../ui/page.tsx'
import { ProductList } from './list.tsx'
import { LoanPage } from './loan.tsx'
import { ProductPage } from './product.tsx'

export function Page() {
  const { product, case: id } = useParams()
  const { pathname } = useLocation()
  return (
    <PageBody narrow={product !== undefined || id !== undefined} key={pathname}>
      {id ? <LoanPage id={id} /> : product ? <ProductPage id={product} /> : <ProductList />}
    </PageBody>
  )
}
