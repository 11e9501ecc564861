/** The process as drawn with the place where the case is now; drawn when it is looked at. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Diagram } from '../../../ui/diagram.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { type CaseView, diagramQuery } from '../asks.ts'

export function Drawing({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench-case')
  const drawing = useQuery(diagramQuery(view.id, view.seq))
  if (drawing.isPending) return <Skeleton shapes={['block']} />
  if (drawing.isError) return <ErrorState fault={drawing.error} onRetry={() => void drawing.refetch()} />
  const at = (state: string) =>
    drawing.data.positions.filter((position) => position.state === state).map((position) => position.node)
  const here = drawing.data.positions.filter((position) => position.state !== 'done').map((position) => position.name)
  return (
    <>
      <p>{here.length > 0 ? t('drawing.here', { steps: here.join('、') }) : t('drawing.ended')}</p>
      <Diagram
        xml={drawing.data.xml}
        label={t('tab.drawing')}
        live={[...at('active'), ...at('waiting')]}
        passed={at('done')}
      />
    </>
  )
}
