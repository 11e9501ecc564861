/** A document as those who sign it see it: the very bytes with their digest, who has signed, and the signing itself. */
import type { Round } from '@steppe/contracts/seals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { documentAddress, fetchDocument, roundQuery, sendRefusal, sendWithdrawal } from '../../asks/seals.ts'
import { Button } from '../../ui/button.tsx'
import { DayText, InstantText } from '../../ui/day.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { BackLink, Card, Facts, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { PageSkeleton, RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'
import { stateKind } from './rounds.tsx'
import { SignBox } from './sign-box.tsx'

const partyKinds = { waiting: 'waiting', signed: 'done', refused: 'refused' } as const

function Parties({ round }: { readonly round: Round }) {
  const { t } = useTranslation('seals')
  const said = useSaid()
  return (
    <Section title={t('parties')}>
      <p className="quiet small">{t(round.order === 'in_order' ? 'inOrderHint' : 'atOnceHint')}</p>
      <ol className="list">
        {round.parties.map((party) => (
          <li key={party.n} className="seal-act">
            <span className="list-title-plain">
              {party.firm ? `${party.firm.name}（${party.name}）` : party.name}
              {party.me && <span className="quiet"> {t('you')}</span>}
            </span>
            <span className="list-more">
              <Status kind={partyKinds[party.state]}>{t(`partyStates.${party.state}`)}</Status>
              {party.sealName && <span>{said(party.sealName)}</span>}
              {party.at && <InstantText at={party.at} />}
              {party.algorithm && <span>{t(`algorithms.${party.algorithm}`)}</span>}
              {party.reason && <span>{party.reason}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** The document is fetched, its digest worked out here, and shown from these very bytes. */
function Document({ round, onSeen }: { readonly round: Round; readonly onSeen: (sha256: string) => void }) {
  const { t } = useTranslation('seals')
  const query = useQuery({
    queryKey: ['seals', 'document', round.id, round.document.version],
    queryFn: ({ signal }) => fetchDocument(round.id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!query.data) return
    const made = URL.createObjectURL(new Blob([query.data.bytes], { type: 'application/pdf' }))
    setAddress(made)
    onSeen(query.data.sha256)
    return () => URL.revokeObjectURL(made)
  }, [query.data, onSeen])
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data || !address) return <RowsSkeleton rows={4} />
  return (
    <>
      <iframe
        src={`${address}#view=FitH&navpanes=0`}
        title={t('documentTitle', { title: round.title })}
        className="seal-document"
      />
      <p className="button-row">
        <a href={address} target="_blank" rel="noreferrer" className="button second">
          {t('openWhole')}
        </a>
        <a href={documentAddress(round.id, 'pdf')} download={`${round.title}.pdf`}>
          {t('download')} PDF
        </a>
        {round.document.ofd && (
          <a href={documentAddress(round.id, 'ofd')} download={`${round.title}.ofd`}>
            {t('download')} OFD
          </a>
        )}
      </p>
      <details className="quiet small">
        <summary>{t('digest')}</summary>
        <p className="seal-digest">{query.data.sha256}</p>
        <p>{query.data.sha256 === round.document.sha256 ? t('digestAgrees') : t('digestDiffers')}</p>
      </details>
    </>
  )
}

function Ending({ round, onDone }: { readonly round: Round; readonly onDone: () => void }) {
  const { t } = useTranslation('seals')
  const [open, setOpen] = useState<'refuse' | 'withdraw'>()
  const [reason, setReason] = useState('')
  const end = useMutation({
    mutationFn: () => (open === 'refuse' ? sendRefusal(round.id, reason) : sendWithdrawal(round.id)),
    onSuccess: () => {
      setOpen(undefined)
      onDone()
    },
  })
  const missing = open === 'refuse' && reason.trim().length < 2 ? t('reasonNeeded') : undefined
  return (
    <div className="button-row">
      {round.turn && (
        <Button look="second" onClick={() => setOpen('refuse')}>
          {t('refuse')}
        </Button>
      )}
      {round.mine && round.state === 'open' && (
        <Button look="plain" onClick={() => setOpen('withdraw')}>
          {t('withdraw')}
        </Button>
      )}
      {open && (
        <SendDialog
          title={t(`${open}Title`)}
          press={t(open)}
          look="danger"
          unavailable={missing}
          send={end}
          onPress={() => end.mutate()}
          onClose={() => setOpen(undefined)}
        >
          {open === 'refuse' ? (
            <TextInput label={t('reason')} value={reason} onChange={setReason} maxLength={200} />
          ) : (
            <p>{t('withdrawHint')}</p>
          )}
        </SendDialog>
      )}
    </div>
  )
}

function Whole({ round }: { readonly round: Round }) {
  const { t } = useTranslation('seals')
  const client = useQueryClient()
  const [seen, setSeen] = useState<string>()
  const again = () => void client.invalidateQueries({ queryKey: ['seals'] })
  return (
    <>
      <PageHead
        title={round.title}
        above={<BackLink to="/seals">{t('title')}</BackLink>}
        lead={<Status kind={stateKind[round.state]}>{t(`states.${round.state}`)}</Status>}
      />
      <Card>
        <Facts
          facts={[
            { key: 'from', name: t('sentBy'), value: round.openedBy },
            { key: 'at', name: t('sentAt'), value: <InstantText at={round.openedAt} /> },
            { key: 'until', name: t('lastDay'), value: <DayText day={round.expiresOn} /> },
            { key: 'pages', name: t('pages'), value: t('pageCount', { count: round.document.pages }) },
          ]}
        />
      </Card>
      <Document round={round} onSeen={setSeen} />
      {round.state === 'complete' && (
        <Notice kind="good" title={t('complete')}>
          {t('completeHint')}
        </Notice>
      )}
      {round.whyNot && <Notice kind="info" title={round.whyNot} />}
      {round.turn && <SignBox round={round} seen={seen} onDone={again} />}
      <Ending round={round} onDone={again} />
      <Parties round={round} />
    </>
  )
}

export function RoundView({ id }: { readonly id: string }) {
  const query = useQuery(roundQuery(id))
  return (
    <PageBody narrow>
      {query.data ? (
        <Whole round={query.data} />
      ) : query.isError ? (
        <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </PageBody>
  )
}
