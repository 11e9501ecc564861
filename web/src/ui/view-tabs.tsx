/** Views of a page as tabs; the address says which one is open, the first unless said. */
import type { ComponentType } from 'react'
import { useSearchParams } from 'react-router'
import { Tabs } from './tabs.tsx'

export function ViewTabs<V extends string>({
  label,
  views,
  nameOf,
}: {
  readonly label: string
  readonly views: Readonly<Record<V, ComponentType>>
  readonly nameOf: (view: V) => string
}) {
  const [params, setParams] = useSearchParams()
  const names = Object.keys(views) as V[]
  const view = names.find((one) => one === params.get('view')) ?? names[0]!
  const Current: ComponentType = views[view]
  return (
    <Tabs
      label={label}
      current={view}
      onChange={(next) => setParams({ view: next }, { replace: true })}
      tabs={names.map((one) => ({ key: one, label: nameOf(one) }))}
    >
      <Current />
    </Tabs>
  )
}
