/** One policy in the editor: fields on the left, what is wrong and how the examples come out beside them, simulation below. */
import type { Checked, DraftView } from '@steppe/contracts/policies'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RefusalError } from '../../app/api.ts'
import { useSaid, useSite } from '../../app/site.ts'
import { checkPolicy, dictionaryQuery, draftQuery, saveDraft } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { InstantText } from '../../ui/day.tsx'
import { BackLink, PageHead } from '../../ui/page.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, RefusedNotice } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { BasicFields } from './basic-fields.tsx'
import { blankDraft, type Draft, draftOf, policyOf } from './draft-policy.ts'
import { Examples } from './examples.tsx'
import { Issue } from './issue.tsx'
import { Problems } from './problems.tsx'
import { RuleFields } from './rule-fields.tsx'
import { Simulate } from './simulate.tsx'
import { useDepartment } from './use-department.ts'
import { useLater } from './use-later.ts'

export function EditorPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const { known, department } = useDepartment()
  const query = useQuery({ ...draftQuery(id), enabled: department !== undefined })
  const fresh = query.error instanceof RefusalError && query.error.refusal.status === 404
  const today = useSite()?.today
  if (known && !department)
    return (
      <>
        <PageHead title={t('title')} />
        <Empty title={t('nobody')}>{t('nobodyHint')}</Empty>
      </>
    )
  return (
    <>
      <PageHead
        title={query.data ? said(query.data.policy.title) || id : t('editor', { id })}
        above={<BackLink to="/work/policies">{t('title')}</BackLink>}
      />
      {query.isError && !fresh && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <RowsSkeleton rows={8} />}
      {department && today && (query.data || fresh) && (
        <Editor id={id} department={department} kept={query.data} today={today} />
      )}
    </>
  )
}

type EditorProps = {
  readonly id: string
  readonly department: string
  readonly kept: DraftView | undefined
  readonly today: string
}

function placeOf(department: string): { level: Draft['level']; region: string } {
  const region = department.slice(0, 6)
  if (region.endsWith('0000')) return { level: 'region', region }
  return region.endsWith('00') ? { level: 'league', region } : { level: 'banner', region }
}

function Editor({ id, department, kept, today }: EditorProps) {
  const { t } = useTranslation('policy-desk')
  const client = useQueryClient()
  const dictionary = useQuery(dictionaryQuery).data
  const place = placeOf(department)
  const blank = blankDraft(today, place.level, place.region)
  const [draft, setDraft] = useState<Draft>(() => (kept ? draftOf(kept.policy, blank) : blank))
  const [view, setView] = useState('basic')
  const typeOf = (fact: string) =>
    (dictionary?.facts.find((each) => each.id === fact) ?? dictionary?.tables.find((each) => each.id === fact))?.type ??
    'text'
  const policy = policyOf(id, kept?.policy.version ?? 1, draft, typeOf)
  const checked = useLater<Checked>(JSON.stringify(policy), () => checkPolicy(policy))
  const save = useMutation({
    mutationFn: () => saveDraft(id, department, { ...policy }),
    onSuccess: (saved) => {
      client.setQueryData(draftQuery(id).queryKey, saved)
      void client.invalidateQueries({ queryKey: ['policies', 'drafts'] })
    },
  })
  const tabs = ['basic', 'rules', 'examples', 'simulate', 'issue'].map((key) => ({ key, label: t(`tab.${key}`) }))
  const fields = { draft, onChange: setDraft, problems: checked.data?.problems ?? [] }
  return (
    <div className="desk-editor">
      <div className="desk-main">
        <Tabs label={t('tabs')} tabs={tabs} current={view} onChange={setView}>
          {view === 'basic' && <BasicFields {...fields} />}
          {view === 'rules' && <RuleFields {...fields} dictionary={dictionary} />}
          {view === 'examples' && (
            <Examples {...fields} dictionary={dictionary} played={checked.data?.examples ?? []} />
          )}
          {view === 'simulate' && (
            <Simulate draft={draft} policy={policy} department={department} onChange={setDraft} />
          )}
          {view === 'issue' && (
            <Issue
              id={id}
              kept={save.data ?? kept}
              checked={checked.data}
              today={today}
              policy={policy}
              department={department}
            />
          )}
        </Tabs>
      </div>
      <aside className="desk-side">
        <div className="button-row">
          <Button waiting={save.isPending} onClick={() => save.mutate()}>
            {t('save')}
          </Button>
        </div>
        {(save.data ?? kept) && (
          <p className="quiet">
            {t('savedAt')} <InstantText at={(save.data ?? kept)!.savedAt} />
          </p>
        )}
        <RefusedNotice fault={save.error} />
        <Problems checked={checked.data} waiting={checked.waiting} draft={draft} />
      </aside>
    </div>
  )
}
