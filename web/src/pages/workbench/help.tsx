/** The keys of a page, and the switch that turns single keys off. */
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { turnKeys, useKeysOn } from './shortcuts.ts'

export type KeyLine = { readonly keys: readonly string[]; readonly text: string }

export function Help({
  open,
  onClose,
  lines,
}: {
  readonly open: boolean
  readonly onClose: () => void
  readonly lines: readonly KeyLine[]
}) {
  const { t } = useTranslation('workbench')
  const on = useKeysOn()
  return (
    <Dialog open={open} onClose={onClose} title={t('help.title')}>
      <dl className="keys">
        {lines.map((line) => (
          <div key={line.text}>
            <dt>
              {line.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{line.text}</dd>
          </div>
        ))}
      </dl>
      <label className="tick">
        <input type="checkbox" checked={on} onChange={(event) => turnKeys(event.target.checked)} />
        {t('help.single')}
      </label>
    </Dialog>
  )
}
