/** Claims a policy: an account where money is paid, a declaration, one press; everything else is filled in. */
import type { MyPolicy, PolicyView } from '@steppe/contracts/policies'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { sendClaim } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/inputs.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { type Account, AccountInput, emptyAccount, isAccount } from './account.tsx'

export function Claim({
  view,
  firm,
  line,
}: {
  readonly view: PolicyView
  readonly firm: string
  readonly line: MyPolicy
}) {
  const { t } = useTranslation('policies')
  const client = useQueryClient()
  const pays = view.policy.benefit.kind === 'cash' || view.policy.benefit.kind === 'subsidy'
  const [account, setAccount] = useState<Account>(emptyAccount)
  const [declared, setDeclared] = useState(false)
  const claim = useMutation({
    mutationFn: () => sendClaim({ firm, policy: view.policy.id, declared: true, ...(pays ? { account } : {}) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['policies'] }),
  })
  if (view.policy.freeOfApplication)
    return (
      <Notice kind="info" title={t('claim.free')}>
        <p>{t('claim.freeHint')}</p>
        <Link to={`/policies?view=awards&firm=${firm}`}>{t('claim.toAwards')}</Link>
      </Notice>
    )
  const running = claim.data?.case ?? line.claim?.case
  if (running)
    return (
      <Notice kind="good" title={t('claim.sent')} live>
        <Link to={`/track/${running}`}>{t('claim.follow', { case: running })}</Link>
      </Notice>
    )
  const why = pays && !isAccount(account) ? t('claim.accountFirst') : declared ? undefined : t('claim.declareFirst')
  return (
    <Section title={t('claim.title')}>
      <Card>
        <p>{t('claim.lead')}</p>
        {pays && <AccountInput value={account} onChange={setAccount} />}
        <Checkbox label={t('claim.declare')} checked={declared} onChange={setDeclared} />
        <div className="button-row">
          <Button waiting={claim.isPending} unavailable={why} onClick={() => claim.mutate()}>
            {t('claim.send')}
          </Button>
        </div>
        <RefusedNotice fault={claim.error} />
      </Card>
    </Section>
  )
}
