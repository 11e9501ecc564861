/** What the owner of a seal decides: who may use it, whether it may be used; each time with a cause. */
import type { Seal } from '@steppe/contracts/seals'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dropHandler, mySealsQuery, sendHandler, sendSealChange } from '../../asks/seals.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { RefusedNotice } from '../../ui/states.tsx'

type Deed =
  | { readonly kind: 'give'; readonly login: string; readonly name: string; readonly cause: string }
  | { readonly kind: 'end'; readonly account: string }
  | { readonly kind: 'change'; readonly to: 'active' | 'suspended' | 'revoked'; readonly cause: string }

function send(seal: string, deed: Deed): Promise<unknown> {
  if (deed.kind === 'give') return sendHandler(seal, { login: deed.login, name: deed.name, cause: deed.cause })
  return deed.kind === 'end'
    ? dropHandler(seal, deed.account)
    : sendSealChange(seal, { to: deed.to, cause: deed.cause })
}

export function SealManage({
  seal,
  open,
  onClose,
}: {
  readonly seal: Seal
  readonly open: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation('seals')
  const client = useQueryClient()
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [cause, setCause] = useState('')
  const act = useMutation({
    mutationFn: (deed: Deed) => send(seal.id, deed),
    onSuccess: async () => {
      setLogin('')
      setName('')
      setCause('')
      await client.invalidateQueries({ queryKey: mySealsQuery.queryKey })
    },
  })
  const why = cause.trim().length < 2 ? t('causeNeeded') : undefined
  return (
    <Dialog open={open} title={t('manageOf', { name: seal.name })} onClose={onClose}>
      <TextInput label={t('cause')} hint={t('causeHint')} value={cause} onChange={setCause} maxLength={200} />
      {seal.holder.kind === 'firm' && (
        <>
          <h3>{t('handlersTitle')}</h3>
          <ul className="list">
            {seal.handlers.map((each) => (
              <li key={each.account} className="seal-handler">
                <span>{each.name}</span>
                <Button small look="plain" onClick={() => act.mutate({ kind: 'end', account: each.account })}>
                  {t('endHandler')}
                </Button>
              </li>
            ))}
          </ul>
          <TextInput label={t('login')} value={login} onChange={setLogin} width="medium" autoComplete="off" />
          <TextInput label={t('name')} value={name} onChange={setName} width="medium" autoComplete="off" />
          <div>
            <Button
              look="second"
              waiting={act.isPending}
              unavailable={why ?? (login && name ? undefined : t('partyNeeded'))}
              onClick={() => act.mutate({ kind: 'give', login, name, cause })}
            >
              {t('giveHandler')}
            </Button>
          </div>
        </>
      )}
      <RefusedNotice fault={act.error} />
      <div className="button-row">
        <Button
          look="second"
          unavailable={why}
          onClick={() => act.mutate({ kind: 'change', to: seal.state === 'suspended' ? 'active' : 'suspended', cause })}
        >
          {t(seal.state === 'suspended' ? 'resume' : 'suspend')}
        </Button>
        <Button look="danger" unavailable={why} onClick={() => act.mutate({ kind: 'change', to: 'revoked', cause })}>
          {t('revoke')}
        </Button>
      </div>
    </Dialog>
  )
}
