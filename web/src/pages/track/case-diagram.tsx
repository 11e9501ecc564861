/** The process of a case as drawn, opened by those who want it. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { diagramQuery } from '../../asks/cases.ts'
import { Diagram } from '../../ui/diagram.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'

export function CaseDiagram({ id }: { readonly id: string }) {
  const { t } = useTranslation('track')
  const [open, setOpen] = useState(false)
  const diagram = useQuery({ ...diagramQuery(id), enabled: open })
  const nodes = (state: string) =>
    diagram.data?.positions.filter((one) => one.state === state).map((one) => one.node) ?? []
  return (
    <details className="track-diagram no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('diagram')}</summary>
      {open && diagram.isPending && <Skeleton shapes={['block']} />}
      {diagram.isError && <ErrorState fault={diagram.error} onRetry={() => void diagram.refetch()} />}
      {open && diagram.data && (
        <Diagram
          xml={diagram.data.xml}
          label={t('diagram')}
          live={[...nodes('active'), ...nodes('waiting')]}
          passed={nodes('done')}
        />
      )}
    </details>
  )
}
