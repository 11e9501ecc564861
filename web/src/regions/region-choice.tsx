/** Asks where one does one's errands; kept in this browser. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { prefer } from '../app/preferences.ts'
import { useErrandRegion } from '../app/site.ts'
import { Button } from '../ui/button.tsx'
import { RegionInput } from './region-input.tsx'

/** Asks for the place; `onChosen` is called once it is kept. */
export function RegionChoice({ title, onChosen }: { readonly title: string; readonly onChosen?: () => void }) {
  const { t } = useTranslation()
  const { region } = useErrandRegion()
  const [code, setCode] = useState(region)
  const deepEnough = code !== '' && !code.endsWith('00')
  return (
    <div className="region-choice">
      <RegionInput label={title} hint={t('region.hint')} value={code} onChange={setCode} />
      <div className="button-row">
        <Button
          unavailable={deepEnough ? undefined : t('region.hint')}
          onClick={() => {
            prefer({ region: code })
            onChosen?.()
          }}
        >
          {t('region.use')}
        </Button>
      </div>
    </div>
  )
}
