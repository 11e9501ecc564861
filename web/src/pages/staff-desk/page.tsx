/** Who works in a department: their roles, a new one, the end of one; and an account for a new colleague. */
import './staff-desk.css'
import type { GrantsAnswer } from '@steppe/contracts/registry'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'
import { RegionInput } from '../../regions/region-input.tsx'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Said } from '../../ui/said.tsx'
import { SendDialog } from '../../ui/send-dialog.tsx'
import { RowsSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, Notice, RefusedNotice } from '../../ui/states.tsx'
import { departmentsOfQuery } from '../item-desk/asks.ts'
import { endRole, giveRole, grantsQuery, openAccount, rolesQuery } from './asks.ts'

type Held = GrantsAnswer['grants'][number]

function Ending({ held, onClose }: { readonly held: Held; readonly onClose: () => void }) {
  const { t } = useTranslation('staff-desk')
  const said = useSaid()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => endRole(held.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['registry', 'grants'] })
      onClose()
    },
  })
  return (
    <SendDialog
      title={t('endTitle', { name: held.name, role: said(held.roleName) })}
      press={t('end')}
      look="danger"
      send={end}
      onPress={() => end.mutate()}
      onClose={onClose}
    >
      <p>{t('endHint')}</p>
    </SendDialog>
  )
}

function Staff({ department }: { readonly department: string }) {
  const { t } = useTranslation('staff-desk')
  const said = useSaid()
  const query = useQuery(grantsQuery(department))
  const [ending, setEnding] = useState<Held>()
  if (query.isError) return <ErrorState fault={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={4} />
  if (query.data.grants.length === 0) return <Empty title={t('nobody')}>{t('nobodyNext')}</Empty>
  return (
    <>
      <ul className="list">
        {query.data.grants.map((held) => (
          <li key={held.id} className="staff-row">
            <span>
              <strong>
                <Said text={held.name} />
              </strong>{' '}
              <span className="quiet">{held.login}</span>
            </span>
            <span>{said(held.roleName)}</span>
            <span className="quiet">
              {t('since')} <DayText day={held.from} short />
            </span>
            <Button
              small
              look="plain"
              onClick={() => setEnding(held)}
              aria-label={t('endNamed', { name: held.name, role: said(held.roleName) })}
            >
              {t('end')}
            </Button>
          </li>
        ))}
      </ul>
      {ending && <Ending held={ending} onClose={() => setEnding(undefined)} />}
    </>
  )
}

function Give({ department }: { readonly department: string }) {
  const { t } = useTranslation('staff-desk')
  const said = useSaid()
  const client = useQueryClient()
  const roles = useQuery(rolesQuery).data?.roles.filter((one) => one.held === 'department') ?? []
  const [login, setLogin] = useState('')
  const [role, setRole] = useState('')
  const [asked, setAsked] = useState(false)
  const give = useMutation({
    mutationFn: () => giveRole({ login: login.trim(), role, department }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['registry', 'grants'] }),
  })
  const press = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (login.trim() && role) give.mutate()
  }
  return (
    <Section title={t('give')}>
      <form className="staff-form" noValidate onSubmit={press}>
        <TextInput
          label={t('login')}
          hint={t('loginHint')}
          value={login}
          onChange={setLogin}
          autoComplete="off"
          spellCheck={false}
          error={asked && !login.trim() ? t('loginMissing') : undefined}
        />
        <Select
          label={t('role')}
          value={role}
          onChange={setRole}
          empty={t('choose')}
          options={roles.map((one) => ({ value: one.role, label: said(one.name) }))}
          error={asked && !role ? t('roleMissing') : undefined}
        />
        <Button type="submit" waiting={give.isPending}>
          {t('giveDo')}
        </Button>
      </form>
      {give.isError && <RefusedNotice fault={give.error} />}
      {give.isSuccess && <Notice kind="good" live title={t('given')} />}
    </Section>
  )
}

function Open() {
  const { t } = useTranslation('staff-desk')
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const open = useMutation({ mutationFn: () => openAccount({ login: login.trim(), name: name.trim(), password }) })
  const press = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (login.trim() && name.trim() && password.length >= 10) open.mutate()
  }
  return (
    <Section title={t('open')}>
      <form className="staff-form" noValidate onSubmit={press}>
        <TextInput
          label={t('newLogin')}
          value={login}
          onChange={setLogin}
          autoComplete="off"
          spellCheck={false}
          error={asked && !login.trim() ? t('loginMissing') : undefined}
        />
        <TextInput
          label={t('name')}
          value={name}
          onChange={setName}
          autoComplete="off"
          error={asked && !name.trim() ? t('nameMissing') : undefined}
        />
        <TextInput
          label={t('password')}
          hint={t('passwordHint')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          error={asked && password.length < 10 ? t('passwordShort') : undefined}
        />
        <Button type="submit" look="second" waiting={open.isPending}>
          {t('openDo')}
        </Button>
      </form>
      {open.isError && <RefusedNotice fault={open.error} />}
      {open.isSuccess && <Notice kind="good" live title={t('opened')} />}
    </Section>
  )
}

export function Page() {
  const { t } = useTranslation('staff-desk')
  const [region, setRegion] = useState('')
  const [chosen, setChosen] = useState('')
  const departments = useQuery(departmentsOfQuery(region)).data?.departments ?? []
  const department = departments.some((one) => one.code === chosen) ? chosen : ''
  return (
    <PageBody>
      <PageHead title={t('title')} lead={t('lead')} />
      <RegionInput label={t('region')} value={region} onChange={setRegion} />
      {departments.length > 0 && (
        <Select
          label={t('department')}
          value={department}
          onChange={setChosen}
          empty={t('choose')}
          width="full"
          options={departments.map((one) => ({ value: one.code, label: one.name }))}
        />
      )}
      {department && (
        <>
          <Section title={t('staff')}>
            <Staff department={department} />
          </Section>
          <Give key={department} department={department} />
        </>
      )}
      <Open />
    </PageBody>
  )
}
