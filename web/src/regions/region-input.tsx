/** Chooses a region from the widest down: league, banner, township; and an address below it. */
import './region.css'
import type { RegionAnswer } from '@steppe/contracts/registry'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../app/preferences.ts'
import { useSite } from '../app/site.ts'
import { regionQuery } from '../asks/registry.ts'
import { type Asked, FieldGroup } from '../ui/field.tsx'
import { Select, TextInput } from '../ui/inputs.tsx'

type Region = RegionAnswer['region']

/** One row of the cascade: the regions below `parent`, and which of them the chosen one lies in. */
function Level({
  parent,
  level,
  chosen,
  onChoose,
  whole,
}: {
  readonly parent: string
  /** The level that is expected below, until it is known. */
  readonly level: string
  readonly chosen: string
  readonly onChoose: (code: string) => void
  readonly whole: string | undefined
}) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const found = useQuery(regionQuery(parent))
  const below = found.data?.below ?? []
  if (found.data && below.length === 0) return null
  const name = (region: Region) => (language === 'en' && region.english ? region.english : region.name)
  return (
    <Select
      label={t(`regionLevel.${below[0]?.level ?? level}`)}
      {...(whole ? { empty: whole } : {})}
      value={chosen}
      onChange={onChoose}
      options={below.map((region) => ({ value: region.code, label: name(region) }))}
    />
  )
}

const levels = ['province', 'league', 'banner', 'town'] as const

export function RegionInput({
  value,
  onChange,
  deepest = 'banner',
  whole,
  ...asked
}: Asked & {
  readonly value: string
  readonly onChange: (code: string) => void
  readonly deepest?: (typeof levels)[number]
  /** Words for all that lies in the one above, where that may be chosen too. */
  readonly whole?: string
}) {
  const site = useSite()
  const home = useQuery(regionQuery(site?.region ?? ''))
  const chosen = useQuery(regionQuery(value))
  const top = home.data ? (home.data.path[0] ?? home.data.region).code : ''
  const above = chosen.data ? [...chosen.data.path.filter((one) => one.code !== value), chosen.data.region] : []
  const chain = above.filter((one) => one.code !== top)
  const depth = levels.indexOf(deepest)
  const parents = [top, ...chain.filter((one) => levels.indexOf(one.level) < depth).map((one) => one.code)].filter(
    Boolean,
  )
  return (
    <FieldGroup {...asked}>
      {() => (
        <div className="cascade">
          {parents.map((parent, index) => (
            <Level
              key={parent}
              parent={parent}
              level={levels[index + 1] ?? 'banner'}
              chosen={chain[index]?.code ?? ''}
              whole={whole}
              onChoose={(code) => onChange(code || (index === 0 ? '' : parent))}
            />
          ))}
        </div>
      )}
    </FieldGroup>
  )
}

export function AddressInput({
  value,
  onChange,
  ...asked
}: Asked & { readonly value: unknown; readonly onChange: (value: unknown) => void }) {
  const { t } = useTranslation()
  const { region = '', line = '' } = (typeof value === 'object' && value !== null ? value : {}) as {
    region?: string
    line?: string
  }
  return (
    <div className="address">
      <RegionInput {...asked} value={region} onChange={(code) => onChange({ region: code, line })} />
      <TextInput
        label={t('addressLine')}
        hint={t('addressHint')}
        value={line}
        onChange={(next) => onChange({ region, line: next })}
        autoComplete="street-address"
      />
    </div>
  )
}
