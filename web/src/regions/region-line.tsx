/** Where one does one's errands, in a line; changed in a dialog. */
import './region.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../app/preferences.ts'
import { useErrandRegion } from '../app/site.ts'
import { regionQuery } from '../asks/registry.ts'
import { Dialog } from '../ui/dialog.tsx'
import { RegionChoice } from './region-choice.tsx'

/** 办理地区：呼和浩特市 新城区 · 更换. */
export function RegionLine() {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { region } = useErrandRegion()
  const [open, setOpen] = useState(false)
  const found = useQuery(regionQuery(region)).data
  const name = (one: { readonly name: string; readonly english?: string }) =>
    language === 'en' && one.english ? one.english : one.name
  const above = found?.path.filter((one) => one.level === 'league' && one.code !== region) ?? []
  const words = found ? [...above, found.region].map(name).join(' ') : region ? '…' : t('region.none')
  return (
    <div className="region-line">
      <span>
        {t('region.where')}
        {language === 'zh' ? '：' : ': '}
        {words}
      </span>
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {region ? t('region.change') : t('region.set')}
      </button>
      <Dialog open={open} title={t('region.where')} onClose={() => setOpen(false)}>
        <RegionChoice title={t('region.choose')} onChosen={() => setOpen(false)} />
      </Dialog>
    </div>
  )
}
