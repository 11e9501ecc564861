/** Texts are data: texts/<language>/<page>.json, fetched for the page and language in use only. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, prefer } from './preferences.ts'

type TextFile = Record<string, unknown>
const files = import.meta.glob<TextFile>(['../texts/*/*.json', '!**/app.json'], { import: 'default' })
/** The words of the shell come with it in both languages: they are short, and a request less. */
const shell = import.meta.glob<TextFile>('../texts/*/app.json', { import: 'default', eager: true })
const asked = new Set<string>(['app'])

async function load(language: Language, name: string): Promise<void> {
  asked.add(name)
  if (i18next.hasResourceBundle(language, name)) return
  const file = files[`../texts/${language}/${name}.json`]
  if (!file) throw new Error(`No texts for ${language}/${name}`)
  i18next.addResourceBundle(language, name, await file())
}

export async function startTexts(language: Language): Promise<void> {
  const resources = Object.fromEntries(
    (['zh', 'en'] as const).map((each) => [each, { app: shell[`../texts/${each}/app.json`] ?? {} }]),
  )
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: ['app'],
    defaultNS: 'app',
    resources,
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  })
}

/** Loads the named texts in the language of the moment; a page waits for it together with its code. */
export async function loadTexts(names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => load(i18next.language as Language, name)))
}

export async function changeLanguage(language: Language): Promise<void> {
  await Promise.all([...asked].map((name) => load(language, name)))
  prefer({ language })
  await i18next.changeLanguage(language)
}

export const languageOfNow = (): Language => (i18next.language as Language | undefined) ?? 'zh'
