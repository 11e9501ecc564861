/** The camera: looks four times a second until a QR code is found. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/states.tsx'
import { readFrame } from './read-picture.ts'

export function Camera({ onRead }: { readonly onRead: (text: string) => void }) {
  const { t } = useTranslation('check-licence')
  const video = useRef<HTMLVideoElement>(null)
  const [stream, setStream] = useState<MediaStream>()
  const [isDenied, setDenied] = useState(false)
  const open = async () => {
    try {
      setStream(await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }))
    } catch {
      setDenied(true)
    }
  }
  useEffect(() => {
    const shown = video.current
    if (!stream || !shown) return
    shown.srcObject = stream
    void shown.play()
    let turn = 0
    const timer = setInterval(() => {
      const text = readFrame(shown, shown.videoWidth, shown.videoHeight, turn++)
      if (text) onRead(text)
    }, 250)
    return () => {
      clearInterval(timer)
      for (const track of stream.getTracks()) track.stop()
    }
  }, [stream, onRead])
  if (isDenied || !navigator.mediaDevices) return <Notice kind="warn">{t('noCamera')}</Notice>
  if (!stream) return <Button onClick={() => void open()}>{t('scan')}</Button>
  return (
    <div className="check-camera">
      <video ref={video} playsInline muted aria-label={t('camera')} />
      <p className="quiet">{t('aim')}</p>
    </div>
  )
}
