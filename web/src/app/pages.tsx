/** Finds the pages by reading folders: pages/<name>/route.ts is the card, pages/<name>/page.tsx the page, loaded when asked for. */
import { type ComponentType, lazy } from 'react'
import type { PageRoute } from './route.ts'
import { loadTexts } from './texts.ts'

const cards = import.meta.glob<PageRoute>('../pages/*/route.ts', { import: 'route', eager: true })
const files = import.meta.glob<{ Page: ComponentType }>('../pages/*/page.tsx')

export type FoundPage = PageRoute & {
  readonly name: string
  readonly Page: ComponentType
  readonly preload: () => void
}

function foundPage([file, card]: [string, PageRoute]): FoundPage {
  const folder = file.replace(/\/route\.ts$/, '')
  const load = files[`${folder}/page.tsx`]
  if (!load) throw new Error(`${folder} has a route but no page`)
  const open = () => Promise.all([load(), loadTexts(card.texts)])
  return {
    ...card,
    name: folder.slice(folder.lastIndexOf('/') + 1),
    Page: lazy(async () => ({ default: (await open())[0].Page })),
    preload: () => void open().catch(() => undefined),
  }
}

export const pages: readonly FoundPage[] = Object.entries(cards).map(foundPage)
