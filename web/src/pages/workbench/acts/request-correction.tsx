/** 一次告知补正: everything that must be corrected, item by item, and the day until which. Source: 行政许可法 art. 32(4). */
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../../app/site.ts'
import { Button } from '../../../ui/button.tsx'
import { DateInput } from '../../../ui/date-input.tsx'
import { ActFrame, type ActProps } from './act-frame.tsx'
import { plusDays } from './days.ts'

type Line = { readonly key: number; readonly text: string }

function Lines({
  lines,
  onChange,
  materials,
  error,
}: {
  readonly lines: readonly Line[]
  readonly onChange: (lines: readonly Line[]) => void
  readonly materials: readonly string[]
  readonly error: string | undefined
}) {
  const { t } = useTranslation('workbench-case')
  const count = useRef(lines.length)
  const list = useRef<HTMLOListElement>(null)
  const length = lines.length
  useLayoutEffect(() => {
    // A line that was just added is the one to be written in.
    if (length > 1) list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus()
  }, [length])
  const add = (text = '') => onChange([...lines, { key: count.current++, text }])
  const unused = materials.filter((name) => !lines.some((line) => line.text.includes(name)))
  return (
    <fieldset className={error ? 'field wrong' : 'field'}>
      <legend className="field-label">{t('ask.items')}</legend>
      <div className="field-hint">{t('ask.itemsHint')}</div>
      {error && (
        <div className="field-error" role="alert">
          <span>{error}</span>
        </div>
      )}
      <ol className="item-lines" ref={list}>
        {lines.map((line, index) => (
          <li key={line.key}>
            <input
              className="input"
              aria-label={t('ask.itemNumber', { number: index + 1 })}
              value={line.text}
              maxLength={500}
              onChange={(event) =>
                onChange(lines.map((one) => (one.key === line.key ? { ...one, text: event.target.value } : one)))
              }
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                event.preventDefault()
                add()
              }}
            />
            {lines.length > 1 && (
              <button
                type="button"
                className="icon-button"
                aria-label={t('ask.itemDrop', { number: index + 1 })}
                onClick={() => onChange(lines.filter((one) => one.key !== line.key))}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ol>
      <div className="views">
        <Button small look="second" onClick={() => add()}>
          {t('ask.itemAdd')}
        </Button>
        {unused.map((name) => (
          <button
            key={name}
            type="button"
            className="view"
            onClick={() => {
              const empty = lines.find((line) => line.text === '')
              const text = t('ask.itemOf', { material: name })
              if (empty) onChange(lines.map((one) => (one.key === empty.key ? { ...one, text } : one)))
              else add(text)
            }}
          >
            + {name}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

export function RequestCorrection(props: ActProps) {
  const { t } = useTranslation('workbench-case')
  const today = useSite()?.today ?? ''
  const [lines, setLines] = useState<readonly Line[]>([{ key: 0, text: '' }])
  const [by, setBy] = useState(plusDays(today, 14))
  const items = lines.map((line) => line.text.trim()).filter(Boolean)
  const dayWrong = by <= today
  const deed =
    items.length > 0 && !dayWrong
      ? ({ kind: 'request_correction', task: props.act.task ?? '', items, by } as const)
      : undefined
  return (
    <ActFrame {...props} deed={deed} broad>
      {(asked) => (
        <>
          <Lines
            lines={lines}
            onChange={setLines}
            materials={props.view.materials.filter((one) => one.file).map((one) => one.name)}
            error={asked && items.length === 0 ? t('ask.itemsMissing') : undefined}
          />
          <DateInput
            label={t('ask.correctBy')}
            value={by}
            onChange={setBy}
            min={plusDays(today, 1)}
            error={asked && dayWrong ? t('ask.dayMissing') : undefined}
          />
        </>
      )}
    </ActFrame>
  )
}
