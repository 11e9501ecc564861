/** Writes an article or a version of one, confirms its review, and shows what each version changed. */
import type { Article } from '@steppe/contracts/appeals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { newKey } from '../../app/api.ts'
import { useErrandRegion, useSite } from '../../app/site.ts'
import { RegionInput } from '../../regions/region-input.tsx'
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx'
import { DateInput, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { BackLink, PageHead } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'
import { useKinds } from '../appeal-duties/kind-names.ts'
import { articleQuery, confirmReview, writeArticle, writeVersion } from '../knowledge/asks.ts'
import { articleOf, type Draft, draftOf, fields } from './draft-article.ts'
import { Versions } from './versions.tsx'

type Deed = 'keep' | 'withdraw' | 'review'

function useDeeds(article: Article | undefined, draft: Draft, note: string, onDone: (said: string) => void) {
  const { t } = useTranslation('knowledge')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [key, setKey] = useState(newKey)
  const send = useMutation({
    mutationFn: (deed: Deed) => {
      const content = articleOf(draft, article)
      const options = { idempotencyKey: key }
      if (!article) return writeArticle(content, options)
      if (deed === 'review')
        return confirmReview(article.id, { version: article.version, reviewOn: draft.reviewOn }, options)
      const withdrawn = deed === 'withdraw' ? !article.withdrawn : article.withdrawn
      const why = note.trim() || t(deed === 'withdraw' ? (article.withdrawn ? 'restore' : 'withdraw') : 'keep')
      return writeVersion(article.id, { ...content, after: article.version, note: why, withdrawn }, options)
    },
    onSettled: () => setKey(newKey()),
    onSuccess: async ({ id, version }, deed) => {
      onDone(deed === 'review' ? t('reviewSaved') : t('saved', { n: version }))
      await client.invalidateQueries({ queryKey: ['knowledge'] })
      if (!article) navigate(`/work/knowledge/${id}`, { replace: true })
    },
  })
  return send
}

function Fields({
  draft,
  lacks,
  write,
}: {
  readonly draft: Draft
  readonly lacks: (field: keyof Draft) => string | undefined
  readonly write: (field: keyof Draft) => (value: string) => void
}) {
  const { t } = useTranslation('knowledge')
  const kinds = useKinds()
  const of = (field: keyof Draft) => ({
    label: t(`field.${field}`),
    value: draft[field],
    onChange: write(field),
    error: lacks(field),
  })
  return (
    <>
      <TextInput {...of('title')} maxLength={200} />
      <TextArea {...of('body')} hint={t('bodyHint')} rows={8} maxLength={8000} />
      <TextInput {...of('keywords')} hint={t('keywordsHint')} maxLength={600} />
      <TextArea {...of('sources')} hint={t('sourcesHint')} rows={3} maxLength={3000} />
      <Select {...of('owner')} options={kinds} />
      <RegionInput {...of('region')} hint={t('regionHint')} whole={t('everywhere')} />
      <DateInput {...of('reviewOn')} />
    </>
  )
}

function Editor({
  article,
  onDone,
}: {
  readonly article: Article | undefined
  readonly onDone: (said: string) => void
}) {
  const { t } = useTranslation('knowledge')
  const { region } = useErrandRegion()
  const whole = useSite()?.region ?? ''
  const [typed, setDraft] = useState(() => draftOf(article, region))
  const draft = { ...typed, region: typed.region || whole }
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const send = useDeeds(article, draft, note, onDone)
  const empty = (field: keyof Draft) => field !== 'keywords' && draft[field].trim() === ''
  const act = (deed: Deed) => {
    setAsked(true)
    if (!fields.some(empty)) send.mutate(deed)
  }
  const barred = article && !article.mayWrite ? t('notYours') : undefined
  const waits = (deed: Deed) => send.isPending && send.variables === deed
  return (
    <>
      <Fields
        draft={draft}
        lacks={(field) => (asked && empty(field) ? t('missing') : undefined)}
        write={(field) => (value) => setDraft((before) => ({ ...before, [field]: value }))}
      />
      {article && <TextInput label={t('note')} value={note} onChange={setNote} maxLength={300} optional />}
      <RefusedNotice fault={send.error} />
      <ButtonRow>
        <Button waiting={waits('keep')} unavailable={barred} onClick={() => act('keep')}>
          {t(article ? 'keep' : 'keepNew')}
        </Button>
        {article && (
          <>
            <Button
              look="second"
              waiting={waits('review')}
              unavailable={barred}
              title={t('reviewedHint')}
              onClick={() => act('review')}
            >
              {t('reviewed')}
            </Button>
            <Button look="plain" waiting={waits('withdraw')} unavailable={barred} onClick={() => act('withdraw')}>
              {t(article.withdrawn ? 'restore' : 'withdraw')}
            </Button>
            <LinkButton look="plain" to={`/knowledge/${article.id}`}>
              {t('view')}
            </LinkButton>
          </>
        )}
      </ButtonRow>
      {article && <Versions id={article.id} />}
    </>
  )
}

export function EditArticle({ id }: { readonly id: string }) {
  const { t } = useTranslation('knowledge')
  const query = useQuery(articleQuery(id))
  const article = query.data
  // The form begins anew with each version; what was done is told above it.
  const [done, setDone] = useState('')
  return (
    <div className="page narrow">
      <PageHead title={id ? t('edit') : t('add')} above={<BackLink to="/work/knowledge">{t('desk')}</BackLink>} />
      {query.isError && !article && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {id !== '' && query.isPending && <Skeleton shapes={['title', 'block', 'block']} />}
      {done && <Notice kind="good" title={done} live />}
      {article?.withdrawn && <Notice kind="warn" title={t('withdrawn')} />}
      {article && !article.mayWrite && <Notice kind="warn" title={t('notYours')} />}
      {(id === '' || article) && <Editor key={`${article?.version}`} article={article} onDone={setDone} />}
    </div>
  )
}
