/** The portal put together: answers, addresses, shell and the page that the address asks for. */
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { BrowserRouter, Route, Routes, useLocation } from 'react-router'
import { PageSkeleton } from '../ui/skeleton.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { pages } from './pages.tsx'
import { queryClient } from './query-client.ts'
import { Shell } from './shell.tsx'

function CurrentPage() {
  const { pathname } = useLocation()
  return (
    <Shell>
      <ErrorBoundary resetKey={pathname}>
        <Suspense fallback={<PageSkeleton />}>
          <Routes>
            {pages.flatMap((page) =>
              page.paths.map((path) => <Route key={path} path={path} element={<page.Page />} />),
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
