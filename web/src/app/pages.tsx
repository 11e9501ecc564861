/** Finds the pages by reading folders: pages/<name>/route.ts is the card, pages/<name>/page.tsx the page, loaded when asked for. */
import { type ComponentType, lazy } from 'react'
import { pathPattern } from './path-pattern.ts'
import type { PageRoute } from './route.ts'
import { loadTexts } from './texts.ts'

const cards = import.meta.glob<PageRoute>('../pages/*/route.ts', { import: 'route', eager: true })
const files = import.meta.glob<{ Page: ComponentType }>('../pages/*/page.tsx')

export type FoundPage = PageRoute & {
  readonly name: string
  /** The page itself once it is here, else what waits for it. */
  readonly component: () => ComponentType
  /** Fetches the page and its texts. */
  readonly open: () => Promise<unknown>
}

function foundPage([file, card]: [string, PageRoute]): FoundPage {
  const folder = file.replace(/\/route\.ts$/, '')
  const load = files[`${folder}/page.tsx`]
  if (!load) throw new Error(`${folder} has a route but no page`)
  let loaded: ComponentType | undefined
  const open = async () => {
    const [page] = await Promise.all([load(), loadTexts(card.texts)])
    loaded = page.Page
    return page
  }
  const Waiting = lazy(async () => ({ default: (await open()).Page }))
  return {
    ...card,
    name: folder.slice(folder.lastIndexOf('/') + 1),
    component: () => loaded ?? Waiting,
    open,
  }
}

export const pages: readonly FoundPage[] = Object.entries(cards).map(foundPage)

/** The page that answers at this address. */
export function pageAt(address: string): FoundPage | undefined {
  const matches = (path: string) => {
    const pattern = pathPattern(path)
    return pattern !== undefined && new RegExp(pattern).test(address)
  }
  return pages.find((page) => page.paths.some(matches))
}
