/** What people are called, wrote or published in Chinese, marked as Chinese where the page is English. Source: WCAG 2.2, 3.1.2. */
import { usePreferences } from '../app/preferences.ts'

const han = /\p{Script=Han}/u

/** A name, an opinion, an address, the title of a law: in the language in which it was written. */
export function Said({ text }: { readonly text: string | undefined }) {
  const { language } = usePreferences()
  if (!text) return null
  return language === 'en' && han.test(text) ? <span lang="zh-CN">{text}</span> : <>{text}</>
}

/** The language attribute for a name where no element can stand inside, as in an option. */
export function useLangOf(): (text: string) => string | undefined {
  const { language } = usePreferences()
  return (text) => (language === 'en' && han.test(text) ? 'zh-CN' : undefined)
}

/** A sentence of ours with a name in parentheses or what was typed in quotation marks; or, without a word of ours, what somebody wrote. */
export function Titled({ text }: { readonly text: string }) {
  if (!/[a-z]/i.test(text.replaceAll(/\([^()]*\)|“[^”]*”/g, ''))) return <Said text={text} />
  const parts = text.split(/(\([^()]*\)|“[^”]*”)/)
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? <Said key={`${index} ${part}`} text={part} /> : <span key={`${index} ${part}`}>{part}</span>,
      )}
    </>
  )
}
