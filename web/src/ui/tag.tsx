/** A short word about a thing; a status has a shape of its own, so that it reads without colour. */
import './tag.css'
import type { ReactNode } from 'react'

export type Tone = 'plain' | 'brand' | 'good' | 'warn' | 'bad'

export function Tag({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`tag ${tone}`}>{children}</span>
}

const shapes = { waiting: '○', running: '◐', asked: '◆', paused: '‖', done: '●', refused: '✕', late: '▲' } as const
const tones: Record<keyof typeof shapes, Tone> = {
  waiting: 'plain',
  running: 'brand',
  asked: 'warn',
  paused: 'plain',
  done: 'good',
  refused: 'bad',
  late: 'bad',
}
export type StatusKind = keyof typeof shapes

export function Status({ kind, children }: { readonly kind: StatusKind; readonly children: ReactNode }) {
  return (
    <span className={`tag ${tones[kind]}`}>
      <span className="tag-mark" aria-hidden="true">
        {shapes[kind]}
      </span>
      {children}
    </span>
  )
}
