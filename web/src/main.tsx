/** Starts the portal in the page. */
import './tokens.css'
import './base.css'
import { createRoot } from 'react-dom/client'
import { speak } from './app/api.ts'
import { App } from './app/app.tsx'
import { pageAt } from './app/pages.tsx'
import { preferences } from './app/preferences.ts'
import { startTexts } from './app/texts.ts'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')
const { language } = preferences()
speak(language)
startTexts(language)
  // The first page is drawn whole: until its file and texts are here, the outline in the HTML stands.
  .then(() =>
    pageAt(location.pathname)
      ?.open()
      .catch(() => undefined),
  )
  .then(() => createRoot(root).render(<App />))
