/** Beside what is being written: others who reported the same. */
import type { Suggestions } from '@steppe/contracts/appeals'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useSite } from '../../app/site.ts'
import { DayText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import { suggestionsQuery } from './asks.ts'
import type { AppealDraft } from './draft.ts'
import { useStageName } from './words.ts'

/** A value that has stood still for a while. */
export function useSettled<T>(value: T, pause = 500): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value, pause])
  return settled
}

export type Same = Suggestions['nearDuplicates'][number]
/** Below this nobody would call it the same matter. */
const alike = 0.5

/** What the platform finds for the words so far. */
export function useSuggestions(words: string, region: string, spot?: { readonly lat: number; readonly long: number }) {
  const text = useSettled(words.trim())
  return useQuery(suggestionsQuery({ text: text.slice(0, 4000), region, ...(spot ?? {}) }))
}

export function useLikely(draft: AppealDraft): {
  readonly same: readonly Same[]
  readonly found: Suggestions | undefined
} {
  const { lat, long } = draft
  const spot = lat !== undefined && long !== undefined ? { lat, long } : undefined
  const query = useSuggestions(draft.text, draft.region, spot)
  const found = draft.text.trim().length >= 6 ? query.data : undefined
  return { found, same: (found?.nearDuplicates ?? []).filter((one) => one.resemblance >= alike).slice(0, 5) }
}

/** One order of others, as a line. */
export function SameLine({ same }: { readonly same: Same }) {
  const stageName = useStageName('office')
  const today = useSite()?.today
  return (
    <>
      <Said text={same.title} />
      <span className="choice-hint">
        {stageName(same.stage)} · <DayText day={same.openedOn} short {...(today ? { today } : {})} /> ·{' '}
        <Said text={same.departmentName} />
      </span>
    </>
  )
}
