/** The workbench: what is owed, one case, and what was sent off with an undo that outlives a change of page. */
import './workbench.css'
import { lazy, Suspense, useEffect } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { carries } from '../../app/carries.ts'
import { useSession } from '../../app/site.ts'
import { workBegins } from '../../app/staff-pages.ts'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { InboxPage } from './inbox/inbox.tsx'
import { PendingBulk } from './inbox/pending-bulk.tsx'

const loadCase = () => import('./case/case.tsx')
const Case = lazy(async () => ({ default: (await loadCase()).CasePage }))

/** Who has no inbox is led to where their work is. */
function Begin() {
  const session = useSession()
  const begins = session?.kind === 'staff' ? workBegins(session) : '/work'
  const none = session && !carries(session.permissions, 'cases:inbox:read')
  return none && begins !== '/work' ? <Navigate to={begins} replace /> : <InboxPage />
}

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
          <Route index element={<Begin />} />
          <Route path="cases/:id" element={<Case />} />
          <Route path="*" element={<Navigate to="/work" replace />} />
        </Routes>
      </Suspense>
    </PendingBulk>
  )
}
