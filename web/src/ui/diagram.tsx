/** The process as drawn, with the place where the case is now. The drawing program is fetched only when a diagram is looked at. */
import './diagram.css'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
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

type Place = { readonly x: number; readonly y: number }
type Canvas = {
  readonly zoom: (how: 'fit-viewport' | number, center?: 'auto' | Place) => number
  readonly scroll: (by: { readonly dx: number; readonly dy: number }) => void
  readonly scrollToElement: (id: string) => void
  readonly addMarker: (id: string, marker: string) => void
}
type Overlays = {
  readonly add: (id: string, overlay: { position: { top: number; left: number }; html: HTMLElement }) => void
}
type Elements = { readonly get: (id: string) => unknown }
type Viewer = { readonly get: (name: string) => unknown; readonly destroy: () => void }

/** Below this scale nobody can read the names; then the drawing opens where the case is, and can be moved. */
const readable = 0.7

type Marks = { readonly passed: readonly string[]; readonly live: readonly string[]; readonly wrong: readonly string[] }

function mark(viewer: Viewer, marks: Marks, here: string): void {
  const canvas = viewer.get('canvas') as Canvas
  const elements = viewer.get('elementRegistry') as Elements
  const overlays = viewer.get('overlays') as Overlays
  for (const [marker, ids] of Object.entries(marks)) {
    for (const id of ids.filter((one) => elements.get(one))) {
      canvas.addMarker(id, marker)
      if (marker !== 'live') continue
      const flag = document.createElement('div')
      flag.className = 'diagram-here'
      flag.textContent = here
      overlays.add(id, { position: { top: -28, left: 0 }, html: flag })
    }
  }
}

function show(viewer: Viewer, focus: string | undefined): void {
  const canvas = viewer.get('canvas') as Canvas
  if (canvas.zoom('fit-viewport', 'auto') >= readable) return
  canvas.zoom(readable)
  const elements = viewer.get('elementRegistry') as Elements
  if (focus && elements.get(focus)) canvas.scrollToElement(focus)
}

export function Diagram({ xml, label, live = [], passed = [], wrong = [], tall }: Props) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<Viewer | undefined>(undefined)
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading')
  const marks = JSON.stringify({ passed, live, wrong })
  const here = t('diagram.here')

  useEffect(() => {
    let gone = false
    const draw = async () => {
      const { default: NavigatedViewer } = await import('./diagram-viewer.ts')
      if (gone || !place.current) return
      const viewer = new NavigatedViewer({ container: place.current })
      drawn.current = viewer
      await viewer.importXML(xml)
      if (gone) return
      const wanted = JSON.parse(marks) as Marks
      mark(viewer, wanted, here)
      show(viewer, wanted.live[0] ?? wanted.passed.at(-1))
      setState('shown')
    }
    setState('loading')
    draw().catch(() => !gone && setState('failed'))
    return () => {
      gone = true
      drawn.current?.destroy()
      drawn.current = undefined
    }
  }, [xml, marks, here])

  const canvas = () => drawn.current?.get('canvas') as Canvas | undefined
  const zoomBy = (factor: number) => {
    const now = canvas()?.zoom as unknown as (() => number) | undefined
    if (now) canvas()?.zoom(now.call(canvas()) * factor)
  }
  // Fingers move the drawing sideways; up and down still scrolls the page.
  const drag = (event: PointerEvent) => {
    if (event.pointerType === 'touch') canvas()?.scroll({ dx: event.movementX, dy: 0 })
  }
  return (
    <figure aria-label={label} className="diagram-figure">
      {state === 'loading' && <Skeleton shapes={['block']} />}
      {state === 'failed' && <Notice kind="warn">{t('diagram.failed')}</Notice>}
      <div ref={place} className={tall ? 'diagram tall' : 'diagram'} hidden={state === 'failed'} onPointerMove={drag} />
      {state === 'shown' && (
        <div className="diagram-zoom">
          <Button small look="second" onClick={() => zoomBy(1.25)}>
            {t('diagram.larger')}
          </Button>
          <Button small look="second" onClick={() => zoomBy(0.8)}>
            {t('diagram.smaller')}
          </Button>
          <Button small look="second" onClick={() => canvas()?.zoom('fit-viewport', 'auto')}>
            {t('diagram.whole')}
          </Button>
        </div>
      )}
    </figure>
  )
}
