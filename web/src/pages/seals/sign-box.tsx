/** Signing: with which seal and algorithm, that it was read, and the password once more. */
import type { Round, SealAlgorithm } from '@steppe/contracts/seals'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { offerQuery, sendSigning } from '../../asks/seals.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Checkbox, Radios, Select, TextInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'

const algorithms: readonly SealAlgorithm[] = ['ES256', 'SM2', 'EdDSA']

function NoSeal() {
  const { t } = useTranslation('seals')
  return (
    <Notice kind="warn" title={t('noSealFits')}>
      <p>{t('noSealFitsHint')}</p>
      <LinkButton to="/seals?view=seals" small>
        {t('views.seals')}
      </LinkButton>
    </Notice>
  )
}

export function SignBox({
  round,
  seen,
  onDone,
}: {
  readonly round: Round
  readonly seen: string | undefined
  readonly onDone: () => void
}) {
  const { t } = useTranslation('seals')
  const said = useSaid()
  const usual = useQuery(offerQuery).data?.algorithm ?? 'ES256'
  const seals = round.turn?.seals ?? []
  const [seal, setSeal] = useState(seals[0]?.id ?? '')
  const [algorithm, setAlgorithm] = useState<SealAlgorithm>()
  const [password, setPassword] = useState('')
  const [read, setRead] = useState(false)
  const sign = useMutation({
    mutationFn: () =>
      sendSigning(round.id, {
        sha256: seen ?? '',
        seal: seal || (seals[0]?.id ?? ''),
        algorithm: algorithm ?? usual,
        password,
      }),
    onSuccess: onDone,
    onSettled: () => setPassword(''),
  })
  if (seals.length === 0) return <NoSeal />
  const missing =
    seen === undefined ? t('notLoaded') : !read ? t('readNeeded') : password === '' ? t('passwordNeeded') : undefined
  return (
    <Section title={t('sign')}>
      <form
        className="seal-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!missing && !sign.isPending) sign.mutate()
        }}
      >
        <Select
          label={t('withSeal')}
          value={seal}
          onChange={setSeal}
          width="full"
          options={seals.map((one) => ({ value: one.id, label: `${one.name} · ${said(one.kindName)}` }))}
        />
        <Radios
          label={t('algorithm')}
          hint={t('algorithmHint')}
          value={algorithm ?? usual}
          onChange={(value) => setAlgorithm(value as SealAlgorithm)}
          options={algorithms.map((one) => ({ value: one, label: t(`algorithms.${one}`) }))}
          inline
        />
        <Checkbox label={t('haveRead')} checked={read} onChange={setRead} />
        <TextInput
          label={t('password')}
          hint={t('passwordHint')}
          type="password"
          autoComplete="current-password"
          width="medium"
          value={password}
          onChange={setPassword}
        />
        <RefusedNotice fault={sign.error} />
        <div>
          <Button type="submit" waiting={sign.isPending} unavailable={missing}>
            {t('signNow')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
