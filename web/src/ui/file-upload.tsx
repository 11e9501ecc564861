/** Hands over files: choose or drop, see how far each has gone, take one back. */
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Progress } from './progress.tsx'
import { refusalSentence } from './refusal-sentence.ts'

export type KeptFile = { readonly id: string; readonly name: string; readonly size?: number; readonly href?: string }
type Sending = {
  readonly key: string
  readonly name: string
  readonly share: number
  readonly fault?: string
  readonly stop: AbortController
}

type Props = {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly accept?: string
  /** Largest file taken, in bytes. */
  readonly maxBytes?: number
  readonly multiple?: boolean
  readonly files: readonly KeptFile[]
  readonly send: (file: File, onProgress: (share: number) => void, signal: AbortSignal) => Promise<void>
  readonly onRemove?: (file: KeptFile) => void
}

export function bytesText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

export function FileUpload({
  label,
  hint,
  error,
  optional,
  accept,
  maxBytes = 20 * 1024 * 1024,
  multiple,
  files,
  send,
  onRemove,
}: Props) {
  const { t } = useTranslation()
  const [sending, setSending] = useState<readonly Sending[]>([])
  const [over, setOver] = useState(false)
  const counter = useRef(0)

  const change = (key: string, part: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const drop = (key: string) => setSending((all) => all.filter((one) => one.key !== key))

  const sendOne = async (file: File) => {
    counter.current += 1
    const entry: Sending = { key: String(counter.current), name: file.name, share: 0, stop: new AbortController() }
    const tooLarge =
      file.size > maxBytes ? t('file.tooLarge', { name: file.name, max: bytesText(maxBytes) }) : undefined
    setSending((all) => [...all, tooLarge ? { ...entry, fault: tooLarge } : entry])
    if (tooLarge) return
    try {
      await send(file, (share) => change(entry.key, { share }), entry.stop.signal)
      drop(entry.key)
    } catch (fault) {
      if (entry.stop.signal.aborted) drop(entry.key)
      else change(entry.key, { fault: refusalSentence(fault, t) })
    }
  }
  const sendAll = (list: FileList | null) => {
    for (const file of multiple ? (list ?? []) : [...(list ?? [])].slice(0, 1)) void sendOne(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    sendAll(event.dataTransfer.files)
  }

  return (
    <Field label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {(tied) => (
        <>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the input inside does the same by keyboard */}
          <div
            className={over ? 'dropzone over' : 'dropzone'}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(true)
            }}
            onDragLeave={() => setOver(false)}
            onDrop={onDrop}
          >
            <label className="dropzone-pick">
              <input
                {...tied}
                type="file"
                className="visually-hidden"
                accept={accept}
                multiple={multiple}
                onChange={(event) => {
                  sendAll(event.target.files)
                  event.target.value = ''
                }}
              />
              {files.length > 0 && !multiple ? t('file.replace') : t('file.pick')}
            </label>
            <span className="dropzone-hint">{t('file.drop')}</span>
          </div>
          <ul className="files" aria-live="polite">
            {files.map((file) => (
              <li key={file.id} className="file">
                <span className="file-name">
                  {file.href ? <a href={file.href}>{file.name}</a> : file.name}
                  {file.size !== undefined && <span className="quiet"> {bytesText(file.size)}</span>}
                </span>
                {onRemove && (
                  <Button
                    look="plain"
                    small
                    onClick={() => onRemove(file)}
                    aria-label={t('file.removeNamed', { name: file.name })}
                  >
                    {t('file.remove')}
                  </Button>
                )}
              </li>
            ))}
            {sending.map((one) => (
              <li key={one.key} className="file">
                <span className="file-name">{one.name}</span>
                <Button look="plain" small onClick={() => (one.fault ? drop(one.key) : one.stop.abort())}>
                  {one.fault ? t('file.dismiss') : t('file.stop')}
                </Button>
                {one.fault ? (
                  <span className="field-error" style={{ gridColumn: '1 / -1' }}>
                    <span>{one.fault}</span>
                  </span>
                ) : (
                  <Progress value={one.share} label={t('file.sending', { percent: Math.round(one.share * 100) })} />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Field>
  )
}
