/** Beside an answer that is being written: what the knowledge base says, to be cited; where a language model is set up, a draft that cites it. */
import type { DraftAnswer, SuggestedArticles } from '@steppe/contracts/appeals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { Button } from '../../ui/button.tsx'
import { Said } from '../../ui/said.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import { useListed } from '../appeal/words.ts'
import { articleQuery, draftAnswer, suggestedQuery } from '../knowledge/asks.ts'
import { draftWords, type Written, writtenWith } from './cite-articles.ts'
import type { FieldsProps } from './deed-of.ts'

type OnAnswer = Pick<FieldsProps, 'view' | 'values' | 'set'>

/** Puts words and their basis into the form. */
function useWrite({ values, set }: OnAnswer): (written: Written) => void {
  return (written) => {
    const { text, basis } = writtenWith({ text: values.text ?? '', basis: values.basis ?? '' }, written)
    set('text', text)
    set('basis', basis)
  }
}

function KnownLine({
  one,
  onWrite,
}: {
  readonly one: SuggestedArticles['articles'][number]
  readonly onWrite: (written: Written) => void
}) {
  const { t } = useTranslation('appeal-order')
  const said = useSaid()
  const client = useQueryClient()
  const cite = useMutation({
    mutationFn: () => client.fetchQuery({ ...articleQuery(one.id), staleTime: 60_000 }),
    onSuccess: ({ body, sources }) =>
      onWrite({ text: body.zh, basis: sources.map(({ document, part = '' }) => `${document}${part}`) }),
  })
  return (
    <li>
      <span>
        <a href={`/knowledge/${one.id}`} target="_blank" rel="noreferrer">
          <Said text={said(one.title)} />
        </a>{' '}
        <span className="quiet">
          <Said text={one.source} /> · {t('because')} <Said text={one.because.join('、')} />
        </span>
      </span>
      <Button small look="second" waiting={cite.isPending} onClick={() => cite.mutate()}>
        {t('help.cite')}
      </Button>
      <RefusedNotice fault={cite.error} />
    </li>
  )
}

/** What the model wrote, each article it cites open to be read, before anything of it is taken. */
function Drafted({ draft, onWrite }: { readonly draft: DraftAnswer; readonly onWrite: (written: Written) => void }) {
  const { t } = useTranslation('appeal-order')
  const said = useSaid()
  return (
    <div className="drafted">
      <p className="order-text">
        <Said text={draft.text} />
      </p>
      <ol className="order-files">
        {draft.cites.map((one) => (
          <li key={one.number}>
            [{one.number}]{' '}
            <a href={`/knowledge/${one.id}`} target="_blank" rel="noreferrer">
              <Said text={said(one.title)} />
            </a>{' '}
            <span className="quiet">
              <Said text={one.source} />
            </span>
          </li>
        ))}
      </ol>
      <p className="quiet">{t('help.byModel', { model: draft.model })}</p>
      <div>
        <Button small onClick={() => onWrite(draftWords(draft))}>
          {t('help.take')}
        </Button>
      </div>
    </div>
  )
}

function Draft({ view, onWrite }: Pick<OnAnswer, 'view'> & { readonly onWrite: (written: Written) => void }) {
  const { t } = useTranslation('appeal-order')
  const draft = useMutation({ mutationFn: () => draftAnswer(view.text.slice(0, 4000), view.place.region) })
  return (
    <>
      <div className="order-past-head">
        <Button small look="second" waiting={draft.isPending} onClick={() => draft.mutate()}>
          {t(draft.data ? 'help.again' : 'help.draft')}
        </Button>
        <span role="status">{draft.isPending ? t('help.drafting') : ''}</span>
      </div>
      <RefusedNotice fault={draft.error} />
      {draft.data && <Drafted draft={draft.data} onWrite={onWrite} />}
    </>
  )
}

export function AnswerHelp(props: OnAnswer) {
  const { view } = props
  const { t } = useTranslation('appeal-order')
  const { lists } = useListed()
  const onWrite = useWrite(props)
  const known = useQuery(suggestedQuery(view.text.slice(0, 4000), view.place.region)).data?.articles ?? []
  if (known.length === 0) return null
  return (
    <section className="answer-help" aria-label={t('help.title')}>
      <h3>{t('help.title')}</h3>
      <ul>
        {known.map((one) => (
          <KnownLine key={one.id} one={one} onWrite={onWrite} />
        ))}
      </ul>
      {lists?.model && <Draft view={view} onWrite={onWrite} />}
    </section>
  )
}
