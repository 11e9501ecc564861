/** Which licence, which of its fields, which of them the holder may keep back, and why: no more than the purpose needs (个人信息保护法 art. 6). */
import type { NewWalletRequest, WalletRequest } from '@steppe/contracts/credentials'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { askWallet, claimsOfTypeQuery, typesQuery } from '../../asks/wallets.ts'
import { Button, ButtonRow } from '../../ui/button.tsx'
import { Checkboxes, Radios, TextInput } from '../../ui/inputs.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'

/** Types that fit what was typed; more than these are not listed. */
const mostListed = 8

function TypeChoice({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (type: string) => void }) {
  const { t } = useTranslation('ask-licence')
  const said = useSaid()
  const [typed, setTyped] = useState('')
  const q = typed.trim()
  const query = useQuery({ ...typesQuery(q), enabled: q !== '' })
  const types = q === '' ? [] : (query.data?.types ?? [])
  return (
    <>
      <TextInput
        label={t('type')}
        hint={t('typeHint')}
        value={typed}
        onChange={(text) => {
          setTyped(text)
          onChoose('')
        }}
        maxLength={60}
      />
      {query.isError && <ErrorState fault={query.error} onRetry={() => void query.refetch()} />}
      {q !== '' && query.isPending && <RowsSkeleton rows={2} />}
      {types.length > 0 && (
        <Radios
          label={t('found')}
          value={chosen}
          onChange={onChoose}
          options={types.slice(0, mostListed).map((type) => ({ value: type.id, label: said(type.name) }))}
        />
      )}
      {types.length > mostListed && <p className="quiet">{t('more', { count: types.length - mostListed })}</p>}
      {query.data && q !== '' && types.length === 0 && <Notice kind="warn">{t('noType', { text: q })}</Notice>}
    </>
  )
}

const keyOf = (path: readonly unknown[]) => path.join('.')

function FieldChoice({
  type,
  asked,
  spared,
  onChange,
  error,
}: {
  readonly type: string
  readonly asked: readonly string[]
  readonly spared: readonly string[]
  readonly onChange: (asked: readonly string[], spared: readonly string[]) => void
  readonly error: string | undefined
}) {
  const { t } = useTranslation('ask-licence')
  const said = useSaid()
  const query = useQuery(claimsOfTypeQuery(type))
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={4} />
  const options = query.data.map((claim) => ({ value: keyOf(claim.path), label: said(claim) }))
  return (
    <>
      <Checkboxes
        label={t('fields')}
        hint={t('fieldsHint')}
        error={error}
        value={asked}
        onChange={(next) =>
          onChange(
            next,
            spared.filter((each) => next.includes(each)),
          )
        }
        options={options}
      />
      {asked.length > 0 && (
        <Checkboxes
          label={t('spared')}
          hint={t('sparedHint')}
          optional
          value={spared}
          onChange={(next) => onChange(asked, next)}
          options={options.filter(({ value }) => asked.includes(value))}
        />
      )}
    </>
  )
}

export function NewRequest() {
  const { t } = useTranslation('ask-licence')
  const navigate = useNavigate()
  const [type, setType] = useState('')
  const [asked, setAsked] = useState<readonly string[]>([])
  const [spared, setSpared] = useState<readonly string[]>([])
  const [purpose, setPurpose] = useState('')
  const [pressed, setPressed] = useState(false)
  const send = useMutation({
    mutationFn: (wish: NewWalletRequest) => askWallet(wish),
    onSuccess: (made: WalletRequest) => navigate(`/ask-licence/${made.id}`),
  })
  const missing = pressed ? { type: type === '', fields: asked.length === 0, purpose: purpose.trim().length < 2 } : {}
  const press = () => {
    setPressed(true)
    if (type === '' || asked.length === 0 || purpose.trim().length < 2) return
    const paths = (keys: readonly string[]) => keys.map((key) => key.split('.'))
    send.mutate({
      types: [type],
      claims: paths(asked.filter((each) => !spared.includes(each))),
      optional: paths(spared),
      purpose: purpose.trim(),
    })
  }
  return (
    <>
      <TypeChoice
        chosen={type}
        onChoose={(next) => {
          setType(next)
          setAsked([])
          setSpared([])
        }}
      />
      {missing.type && <Notice kind="bad">{t('typeMissing')}</Notice>}
      {type !== '' && (
        <FieldChoice
          key={type}
          type={type}
          asked={asked}
          spared={spared}
          error={missing.fields ? t('fieldsMissing') : undefined}
          onChange={(next, kept) => {
            setAsked(next)
            setSpared(kept)
          }}
        />
      )}
      <TextInput
        label={t('purpose')}
        hint={t('purposeHint')}
        value={purpose}
        onChange={setPurpose}
        maxLength={200}
        error={missing.purpose ? t('purposeMissing') : undefined}
      />
      <RefusedNotice fault={send.error} />
      <ButtonRow>
        <Button waiting={send.isPending} onClick={press}>
          {t('make')}
        </Button>
      </ButtonRow>
    </>
  )
}
