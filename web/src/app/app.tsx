/** The portal put together: answers, addresses, shell and the page that the address asks for. */
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { BrowserRouter, Route, Routes, useLocation } from 'react-router'
import { PageSkeleton } from '../ui/skeleton.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { type FoundPage, pages } from './pages.tsx'
import { queryClient } from './query-client.ts'
import { Shell } from './shell.tsx'

/** A page that is here already is drawn at once, without the moment of a skeleton. */
function Opened({ page }: { readonly page: FoundPage }) {
  const [Page] = useState(() => page.component())
  return <Page />
}

function CurrentPage() {
  const { pathname } = useLocation()
  return (
    <Shell>
      <ErrorBoundary resetKey={pathname}>
        <Suspense fallback={<PageSkeleton />}>
          <Routes>
            {pages.flatMap((page) =>
              page.paths.map((path) => (
                <Route key={path} path={path} element={<Opened key={page.name} page={page} />} />
              )),
            )}
          </Routes>
        </Suspense>
      </ErrorBoundary>
    </Shell>
  )
}

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <CurrentPage />
      </BrowserRouter>
    </QueryClientProvider>
  )
}
