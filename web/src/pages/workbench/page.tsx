/** The workbench: what is owed, one case, and what was sent off with an undo that outlives a change of page. */
import './workbench.css'
import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { PendingBulk } from './inbox/pending-bulk.tsx'

const Inbox = lazy(async () => ({ default: (await import('./inbox/inbox.tsx')).InboxPage }))
const Case = lazy(async () => ({ default: (await import('./case/case.tsx')).CasePage }))

const waiting = (
  <div className="work">
    <RowsSkeleton rows={12} />
  </div>
)

export function Page() {
  return (
    <PendingBulk>
      <Suspense fallback={waiting}>
        <Routes>
          <Route index element={<Inbox />} />
          <Route path="cases/:id" element={<Case />} />
          <Route path="*" element={<Navigate to="/work" replace />} />
        </Routes>
      </Suspense>
    </PendingBulk>
  )
}
