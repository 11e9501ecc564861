/** 容缺受理: accepts now and names what may follow, with the day until which. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid, useSite } from '../../../app/site.ts'
import { itemQuery } from '../../../asks/catalog.ts'
import { DateInput } from '../../../ui/date-input.tsx'
import { Checkboxes } from '../../../ui/inputs.tsx'
import { RowsSkeleton } from '../../../ui/skeleton.tsx'
import { Notice, RefusedNotice } from '../../../ui/states.tsx'
import type { Deed } from '../asks.ts'
import { ActFrame, type ActProps } from './act-frame.tsx'
import { plusDays } from './days.ts'
import { Reason } from './reason.tsx'

/** Materials that the item's public list lets follow and that have not come in (安阳市政务服务条例 art. 24). */
function useMissing({ view }: ActProps) {
  const said = useSaid()
  const item = useQuery(itemQuery(view.item.code))
  const there = new Set(view.materials.filter((one) => one.file || one.proof !== 'upload').map((one) => one.id))
  const missing = (item.data?.materials ?? []).filter((one) => one.missable && !there.has(one.id))
  return {
    waiting: item.isPending,
    fault: item.error,
    options: missing.map((one) => ({
      value: one.id,
      label: said(one.name),
    })),
  }
}

export function AcceptWithMissing(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const today = useSite()?.today ?? ''
  const { waiting, fault, options } = useMissing(props)
  const [materials, setMaterials] = useState<readonly string[]>([])
  const [by, setBy] = useState(plusDays(today, 14))
  const [opinion, setOpinion] = useState('')
  const dayWrong = by <= today
  const deed =
    materials.length > 0 && !dayWrong && opinion.trim()
      ? ({
          kind: 'accept_with_missing',
          task: props.act.task ?? '',
          materials: [...materials],
          by,
          opinion: opinion.trim(),
        } satisfies Deed)
      : undefined
  return (
    <ActFrame {...props} deed={deed}>
      {(asked) => (
        <>
          {waiting && <RowsSkeleton rows={3} />}
          <RefusedNotice fault={fault} />
          {!waiting && !fault && options.length === 0 && (
            <Notice kind="warn" title={t('ask.nothingMissing')}>
              {t('ask.nothingMissingNext')}
            </Notice>
          )}
          {options.length > 0 && (
            <Checkboxes
              label={t('ask.missing')}
              value={materials}
              onChange={setMaterials}
              options={options.map(({ value, label }) => ({
                value,
                label,
              }))}
              error={asked && materials.length === 0 ? t('ask.missingMissing') : undefined}
            />
          )}
          <DateInput
            label={t('ask.supplyBy')}
            value={by}
            onChange={setBy}
            min={plusDays(today, 1)}
            error={asked && dayWrong ? t('ask.dayMissing') : undefined}
          />
          <Reason value={opinion} onChange={setOpinion} asked={asked} name="promise" />
        </>
      )}
    </ActFrame>
  )
}
