/** Begins an application: signed in, for whom, and whether one was begun before. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useNavigate } from 'react-router'
import { newKey } from '../../app/api.ts'
import { firmsOf, useSession } from '../../app/site.ts'
import { draftQuery, draftsQuery, guideQuery, openDraft } from '../../asks/applications.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { InstantText } from '../../ui/day.tsx'
import { Radios } from '../../ui/inputs.tsx'
import { BackLink, Card, PageBody, PageHead } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'

const myself = 'myself'

/** Opens the draft at once and goes to it; a repeated call with the same key opens one only. */
function Opening({ item, firm }: { readonly item: string; readonly firm: string | undefined }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [key] = useState(newKey)
  const started = useRef(false)
  const { mutate, error, isError } = useMutation({
    mutationFn: () => openDraft(item, firm, { idempotencyKey: key }),
    onSuccess: (draft) => {
      client.setQueryData(draftQuery(draft.id).queryKey, draft)
      void client.invalidateQueries({ queryKey: draftsQuery.queryKey })
      void navigate(`/apply/${draft.id}`, { replace: true })
    },
  })
  useEffect(() => {
    if (!started.current) mutate()
    started.current = true
  }, [mutate])
  return isError ? <ErrorState fault={error} onRetry={() => mutate()} /> : <PageSkeleton />
}

function ForWhom({
  firms,
  onChoose,
}: {
  readonly firms: readonly { readonly code: string; readonly name: string }[]
  readonly onChoose: (firm: string) => void
}) {
  const { t } = useTranslation('apply')
  const session = useSession()
  const [chosen, setChosen] = useState('')
  const [asked, setAsked] = useState(false)
  return (
    <>
      <Radios
        label={t('forWhom')}
        value={chosen}
        onChange={setChosen}
        error={asked && !chosen ? t('forWhomMissing') : undefined}
        options={[
          ...firms.map((firm) => ({ value: firm.code, label: firm.name, hint: firm.code })),
          { value: myself, label: t('myself', { name: session?.name ?? '' }) },
        ]}
      />
      <div className="button-row">
        <Button
          onClick={() => {
            setAsked(true)
            if (chosen) onChoose(chosen)
          }}
        >
          {t('continue')}
        </Button>
      </div>
    </>
  )
}

export function Begin({ item }: { readonly item: string }) {
  const { t } = useTranslation('apply')
  const session = useSession()
  const { pathname } = useLocation()
  const guide = useQuery(guideQuery(item))
  const signedIn = session !== undefined && session.kind !== 'anyone'
  const drafts = useQuery({ ...draftsQuery, enabled: signedIn })
  const [anew, setAnew] = useState(false)
  const [whom, setWhom] = useState<string>()
  if (session?.kind === 'anyone') return <Navigate to={`/sign-in?back=${encodeURIComponent(pathname)}`} replace />
  const begun = drafts.data?.find((draft) => draft.item === item)
  const firms = firmsOf(session)
  const known = signedIn && !drafts.isPending
  const decided = whom ?? (firms.length === 0 ? myself : undefined)
  return (
    <PageBody narrow>
      <BackLink to={`/guide/${item}`}>{t('toGuide')}</BackLink>
      {guide.data && <PageHead title={guide.data.name} />}
      {!known && <PageSkeleton />}
      {known && begun && !anew && (
        <Card>
          <p>
            {t('begun')} <InstantText at={begun.savedAt} />
          </p>
          <div className="button-row">
            <LinkButton to={`/apply/${begun.id}`}>{t('goOn')}</LinkButton>
            <Button look="second" onClick={() => setAnew(true)}>
              {t('anew')}
            </Button>
          </div>
        </Card>
      )}
      {known && (!begun || anew) && decided === undefined && <ForWhom firms={firms} onChoose={setWhom} />}
      {known && (!begun || anew) && decided !== undefined && (
        <Opening item={item} firm={decided === myself ? undefined : decided} />
      )}
    </PageBody>
  )
}
