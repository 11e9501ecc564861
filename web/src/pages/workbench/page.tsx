/** The workbench: what is owed, one case, and what was sent off with an undo that outlives a change of page. */
import './workbench.css'
import { lazy, Suspense, useEffect } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { InboxPage } from './inbox/inbox.tsx'
import { PendingBulk } from './inbox/pending-bulk.tsx'

const loadCase = () => import('./case/case.tsx')
const Case = lazy(async () => ({ default: (await loadCase()).CasePage }))

const waiting = (
  <div className="work">
    <RowsSkeleton rows={12} />
  </div>
)

export function Page() {
  // The case comes while the list is read, so that it opens at once.
  useEffect(() => {
    const timer = setTimeout(() => void loadCase().catch(() => undefined), 1500)
    return () => clearTimeout(timer)
  }, [])
  return (
    <PendingBulk>
      <Suspense fallback={waiting}>
        <Routes>
          <Route index element={<InboxPage />} />
          <Route path="cases/:id" element={<Case />} />
          <Route path="*" element={<Navigate to="/work" replace />} />
        </Routes>
      </Suspense>
    </PendingBulk>
  )
}
