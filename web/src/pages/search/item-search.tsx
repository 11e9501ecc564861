/** The box that finds an item: suggests while one types, takes one to the guide or to the list of what was found. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useErrandRegion } from '../../app/site.ts'
import { suggestQuery } from '../../asks/catalog.ts'
import { Said } from '../../ui/said.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { guideOf } from './guide-of.ts'
import { useSettled } from './settled.ts'

export function ItemSearch({
  text,
  onText,
  onSearch,
}: {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onSearch: (text: string) => void
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { region } = useErrandRegion()
  const asked = useSettled(text.trim(), 150)
  const found = useQuery(suggestQuery(asked, region))
  const suggestions = text.trim() ? (found.data?.suggestions ?? []) : []
  return (
    <SearchBox
      label={t('itemSearch.label')}
      placeholder={t('itemSearch.placeholder')}
      value={text}
      onChange={onText}
      onSearch={onSearch}
      suggestions={suggestions.map((one) => ({
        key: one.basicCode,
        label: <Said text={one.text} />,
        ...(one.oneThing ? { more: t('itemSearch.oneThing') } : {}),
      }))}
      onPick={(picked) => {
        const chosen = suggestions.find((one) => one.basicCode === picked.key)
        if (chosen) void navigate(guideOf(chosen.basicCode, chosen.text))
      }}
    />
  )
}
