/** How much is done: a bar with its figure in words. */
import './progress.css'
import type { ReactNode } from 'react'

export function Progress({
  value,
  max = 1,
  label,
}: {
  readonly value: number
  readonly max?: number
  readonly label: ReactNode
}) {
  return (
    <div className="progress">
      <progress value={value} max={max}>
        {Math.round((value / max) * 100)}%
      </progress>
      <span className="progress-label">{label}</span>
    </div>
  )
}
