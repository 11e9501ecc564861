/** What the reader can do in a claim now: one act is chosen, its questions are asked, it is sent. What others do is told with the reason. */
import type { ClaimDeed, ClaimView } from '@steppe/contracts/arrears'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actOn } from '../../asks/arrears.ts'
import { Button, ButtonRow } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { type Draft, deedFrom, emptyDraft, incomplete } from './claim-deed.ts'
import { DeedFields } from './deed-fields.tsx'

type Act = ClaimView['acts'][number]

export function ClaimActs({ claim }: { readonly claim: ClaimView }) {
  const { t } = useTranslation('arrears')
  const mine = claim.acts.filter((act) => act.allowed)
  const [chosen, setChosen] = useState<string>()
  const open = mine.find((act) => act.kind === chosen)
  if (claim.acts.length === 0) return null
  return (
    <Section title={t('acts.title')}>
      {mine.length === 0 && <WaitsForOthers claim={claim} />}
      {mine.length > 0 && (
        <ButtonRow>
          {mine.map((act, at) => (
            <Button
              key={act.kind}
              look={act.kind === chosen || (!open && at === 0) ? 'first' : 'second'}
              aria-expanded={act.kind === chosen}
              onClick={() => setChosen(act.kind === chosen ? undefined : act.kind)}
            >
              {t(`acts.${act.kind}`)}
            </Button>
          ))}
        </ButtonRow>
      )}
      {open && <ActForm key={open.kind} claim={claim} act={open} onDone={() => setChosen(undefined)} />}
    </Section>
  )
}

/** Whose turn it is, and until when. */
function WaitsForOthers({ claim }: { readonly claim: ClaimView }) {
  const { t } = useTranslation('arrears')
  const next = claim.acts.find((act) => act.dueOn) ?? claim.acts[0]
  if (!next) return null
  return (
    <Notice title={t(`waits.${next.kind}`, { defaultValue: t('waits.other') })}>
      {next.dueOn && (
        <>
          {t('waits.by')} <DayText day={next.dueOn} />
        </>
      )}
    </Notice>
  )
}

function ActForm({
  claim,
  act,
  onDone,
}: {
  readonly claim: ClaimView
  readonly act: Act
  readonly onDone: () => void
}) {
  const { t } = useTranslation('arrears')
  const client = useQueryClient()
  const kind = act.kind as ClaimDeed['kind']
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(claim, kind))
  const send = useMutation({
    mutationFn: () => actOn(claim.id, { after: claim.seq, deed: deedFrom(kind, draft) }),
    onSuccess: async () => {
      onDone()
      await client.invalidateQueries({ queryKey: ['arrears'] })
    },
  })
  const missing = incomplete(kind, draft)
  return (
    <Card>
      <p>{t(`actHints.${kind}`)}</p>
      <DeedFields
        claim={claim}
        kind={kind}
        draft={draft}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
      <RefusedNotice fault={send.error} />
      <ButtonRow>
        <Button waiting={send.isPending} unavailable={missing && t(`missing.${missing}`)} onClick={() => send.mutate()}>
          {t('acts.send', { act: t(`acts.${kind}`) })}
        </Button>
      </ButtonRow>
    </Card>
  )
}
