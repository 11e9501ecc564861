/** What the pages ask and send about financing: products, what fits a firm, applications, totals, banks. */
import type {
  BankConnection,
  Banks,
  FinanceTotals,
  LoanImport,
  LoanReceipt,
  LoanView,
  LoanWish,
  ProductMatch,
  Products,
} from '@steppe/contracts/policies'
import { queryOptions } from '@tanstack/react-query'
import { get, post, put, type SendOptions, upload } from '../app/api.ts'

const base = '/api/policies/finance'

export const productsQuery = (firm: string | undefined) =>
  queryOptions({
    queryKey: ['finance', 'products', firm ?? ''],
    queryFn: ({ signal }) => get<Products>(`${base}/products`, { firm }, signal),
  })

export const productQuery = (product: string, firm: string | undefined) =>
  queryOptions({
    queryKey: ['finance', 'product', product, firm ?? ''],
    queryFn: ({ signal }) => get<ProductMatch>(`${base}/products/${product}`, { firm }, signal),
  })

export const myLoansQuery = queryOptions({
  queryKey: ['finance', 'loans'],
  queryFn: ({ signal }) => get<{ readonly loans: readonly LoanView[] }>(`${base}/applications`, undefined, signal),
})

export const loanQuery = (id: string) =>
  queryOptions({
    queryKey: ['finance', 'loan', id],
    queryFn: ({ signal }) => get<LoanView>(`${base}/applications/${id}`, undefined, signal),
    refetchInterval: 15_000,
  })

export const totalsQuery = queryOptions({
  queryKey: ['finance', 'totals'],
  queryFn: ({ signal }) => get<FinanceTotals>(`${base}/totals`, undefined, signal),
})

export const banksQuery = queryOptions({
  queryKey: ['finance', 'banks'],
  queryFn: ({ signal }) => get<Banks>(`${base}/banks`, undefined, signal),
})

export const applyForLoan = (wish: LoanWish, options: SendOptions) =>
  post<LoanReceipt>(`${base}/applications`, wish, options)

/** What a firm says of itself; it counts for policies and products alike. */
export const sayFacts = (firm: string, facts: Readonly<Record<string, unknown>>) =>
  put<unknown>('/api/policies/facts', { firm, facts })

export const connectBank = (bank: string, connection: BankConnection) => put<Banks>(`${base}/banks/${bank}`, connection)

/** Sends a list of products and loans; a rehearsal only reports. */
export const importLoans = (file: File, rehearsal: boolean, onProgress: (share: number) => void = () => {}) =>
  upload<LoanImport>(`${base}/imports`, file, {
    query: { name: file.name, ...(rehearsal ? { dryRun: true } : {}) },
    onProgress,
  })
