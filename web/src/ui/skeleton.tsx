/** The shape of what is coming, so that nothing jumps when it comes. */
import './skeleton.css'
import { useTranslation } from 'react-i18next'

type Shape = 'title' | 'line' | 'row' | 'block'

export function Skeleton({ shapes }: { readonly shapes: readonly Shape[] }) {
  const { t } = useTranslation()
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {shapes.map((shape, index) => (
        <i key={index} className={shape} aria-hidden="true" />
      ))}
    </div>
  )
}

export const PageSkeleton = () => <Skeleton shapes={['title', 'row', 'block', 'block']} />
export const RowsSkeleton = ({ rows = 5 }: { readonly rows?: number }) => (
  <Skeleton shapes={Array.from({ length: rows }, () => 'row' as const)} />
)
