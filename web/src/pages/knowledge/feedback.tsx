/** Whether an article helped: one press, which can be changed. */
import type { Article } from '@steppe/contracts/appeals'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../app/api.ts'
import { Button } from '../../ui/button.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import { sendFeedback } from './asks.ts'

const place = 'steppe.reader'

/** A random word of this browser, so that a reader without a session counts once. */
function visitor(): string {
  try {
    const known = localStorage.getItem(place) ?? newKey()
    localStorage.setItem(place, known)
    return known
  } catch {
    return newKey()
  }
}

export function Feedback({ article }: { readonly article: Article }) {
  const { t } = useTranslation('knowledge')
  const [said, setSaid] = useState<boolean>()
  const send = useMutation({
    mutationFn: (useful: boolean) => sendFeedback(article.id, { version: article.version, useful, visitor: visitor() }),
    onSuccess: (_votes, useful) => setSaid(useful),
  })
  const votes = send.data ?? article
  return (
    <section className="knowledge-feedback" aria-label={t('helped')}>
      <strong>{t('helped')}</strong>
      {([true, false] as const).map((useful) => (
        <Button
          key={String(useful)}
          small
          look="second"
          aria-pressed={said === useful}
          waiting={send.isPending && send.variables === useful}
          onClick={() => send.mutate(useful)}
        >
          {t(useful ? 'yes' : 'no', { count: useful ? votes.useful : votes.notUseful })}
        </Button>
      ))}
      <span role="status" className="quiet">
        {said === undefined ? '' : t('thanks')}
      </span>
      <RefusedNotice fault={send.error} />
    </section>
  )
}
