/** Sign in; in a demonstration each account is one press away. Afterwards the person returns to where they were. */
import './sign-in.css'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useSaid, useSignIn, useSite } from '../../app/site.ts'
import { workBegins } from '../../app/staff-pages.ts'
import { demoAccountsQuery } from '../../asks/registry.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { Card, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { RefusedNotice } from '../../ui/states.tsx'
import { safeBack } from './safe-back.ts'

function DemoAccounts({
  onPick,
  busy,
}: {
  readonly onPick: (who: { readonly login: string; readonly password: string }) => void
  readonly busy: boolean
}) {
  const { t } = useTranslation('sign-in')
  const said = useSaid()
  const site = useSite()
  const demo = useQuery({ ...demoAccountsQuery, enabled: site?.demo === true }).data
  if (!demo || demo.accounts.length === 0) return null
  return (
    <Section title={t('demo')}>
      <p className="quiet">{t('demoHint')}</p>
      {(['person', 'staff'] as const).map((kind) => (
        <div key={kind} className="account-group">
          <h3>{t(`kind.${kind}`)}</h3>
          <ul className="accounts">
            {demo.accounts
              .filter((account) => account.kind === kind)
              .map((account) => (
                <li key={account.login}>
                  <button
                    type="button"
                    className="account"
                    disabled={busy}
                    onClick={() => onPick({ login: account.login, password: demo.password })}
                  >
                    <span className="account-name">
                      <Said text={account.name} />
                    </span>
                    <span className="account-about">{said(account.about)}</span>
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}

export function Page() {
  const { t } = useTranslation('sign-in')
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const signIn = useSignIn()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const enter = async (who: { readonly login: string; readonly password: string }) => {
    const session = await signIn.mutateAsync({ login: who.login, password: who.password }).catch(() => undefined)
    if (session)
      await navigate(safeBack(params.get('back')) ?? (session.kind === 'staff' ? workBegins(session) : '/'), {
        replace: true,
      })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (login.trim() && password) void enter({ login: login.trim(), password })
  }
  return (
    <PageBody narrow>
      <PageHead title={t('title')} />
      <Card>
        <form className="sign-in-form" onSubmit={submit} noValidate>
          {signIn.isError && <RefusedNotice fault={signIn.error} />}
          <TextInput
            label={t('login')}
            value={login}
            onChange={setLogin}
            width="medium"
            autoComplete="username"
            spellCheck={false}
            error={asked && !login.trim() ? t('loginMissing') : undefined}
          />
          <TextInput
            label={t('password')}
            type="password"
            value={password}
            onChange={setPassword}
            width="medium"
            autoComplete="current-password"
            error={asked && !password ? t('passwordMissing') : undefined}
          />
          <div>
            <Button type="submit" waiting={signIn.isPending}>
              {t('enter')}
            </Button>
          </div>
        </form>
      </Card>
      <DemoAccounts onPick={(account) => void enter(account)} busy={signIn.isPending} />
    </PageBody>
  )
}
