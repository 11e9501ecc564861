/** The process as drawn, with the place where the case is now. The drawing program is fetched only when a diagram is looked at. */
import './diagram.css'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Skeleton } from './skeleton.tsx'
import { Notice } from './states.tsx'

type Props = {
  /** BPMN 2.0 XML with its diagram interchange. */
  readonly xml: string
  readonly label: string
  /** Ids of the elements where the case is now, was, or where a fault lies. */
  readonly live?: readonly string[]
  readonly passed?: readonly string[]
  readonly wrong?: readonly string[]
  readonly tall?: boolean
}

type Canvas = { zoom: (how: 'fit-viewport', center?: 'auto') => void; addMarker: (id: string, marker: string) => void }
type Overlays = { add: (id: string, overlay: { position: { top: number; left: number }; html: HTMLElement }) => void }
type Elements = { get: (id: string) => unknown }

export function Diagram({ xml, label, live = [], passed = [], wrong = [], tall }: Props) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading')
  const marks = JSON.stringify({ passed, live, wrong })
  const here = t('diagram.here')

  useEffect(() => {
    let gone = false
    let destroy = () => {}
    const draw = async () => {
      const { default: Viewer } = await import('./diagram-viewer.ts')
      if (gone || !place.current) return
      const viewer = new Viewer({ container: place.current })
      destroy = () => viewer.destroy()
      await viewer.importXML(xml)
      if (gone) return
      const canvas = viewer.get('canvas') as Canvas
      const elements = viewer.get('elementRegistry') as Elements
      const overlays = viewer.get('overlays') as Overlays
      canvas.zoom('fit-viewport', 'auto')
      for (const [marker, ids] of Object.entries(JSON.parse(marks) as Record<string, string[]>)) {
        for (const id of ids.filter((one) => elements.get(one))) {
          canvas.addMarker(id, marker)
          if (marker !== 'live') continue
          const flag = document.createElement('div')
          flag.className = 'diagram-here'
          flag.textContent = here
          overlays.add(id, { position: { top: -28, left: 0 }, html: flag })
        }
      }
      setState('shown')
    }
    setState('loading')
    draw().catch(() => !gone && setState('failed'))
    return () => {
      gone = true
      destroy()
    }
  }, [xml, marks, here])

  return (
    <figure aria-label={label}>
      {state === 'loading' && <Skeleton shapes={['block']} />}
      {state === 'failed' && <Notice kind="warn">{t('diagram.failed')}</Notice>}
      <div ref={place} className={tall ? 'diagram tall' : 'diagram'} hidden={state === 'failed'} />
    </figure>
  )
}
