/** The hotline's desk: worked by keyboard alone. Alt with a digit goes to a field, Ctrl with Enter takes it, F9 gives an emergency to 110. */
import '../workbench/workbench.css'
import '../appeal-order/appeal-order.css'
import './appeal-desk.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/site.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Empty } from '../../ui/states.tsx'
import { Help } from '../workbench/help.tsx'
import { Aside } from './aside.tsx'
import { Calls } from './calls.tsx'
import { Form } from './form.tsx'
import { useIntake } from './use-intake.ts'

function Desk() {
  const { t } = useTranslation('appeal-desk')
  const { t: bench } = useTranslation('workbench')
  const [help, setHelp] = useState(false)
  const intake = useIntake(() => setHelp(true))
  return (
    <div className="work hotline">
      <div className="work-head">
        <PageHead title={t('title')} />
        <div className="work-tools no-print">
          <span className="keys-button">
            <Button small look="second" onClick={() => setHelp(true)}>
              {bench('help.button')} <kbd>F1</kbd>
            </Button>
          </span>
        </div>
      </div>
      <div className="hotline-body">
        <Calls intake={intake} />
        <Form intake={intake} />
        <Aside intake={intake} />
      </div>
      <Help
        open={help}
        onClose={() => setHelp(false)}
        lines={[
          { keys: ['Alt', '1'], text: t('keys.text') },
          { keys: ['Alt', '2'], text: t('keys.intent') },
          { keys: ['Alt', '3'], text: t('keys.place') },
          { keys: ['Alt', '4'], text: t('keys.caller') },
          { keys: ['Alt', '5'], text: t('keys.search') },
          { keys: ['Alt', '6'], text: t('keys.department') },
          { keys: ['Alt', '7'], text: t('keys.kind') },
          { keys: ['Alt', 'C'], text: t('keys.call') },
          { keys: ['Alt', 'M'], text: t('keys.merge') },
          { keys: ['F9'], text: t('keys.alarm') },
          { keys: ['Ctrl', 'Enter'], text: t('keys.take') },
          { keys: ['Alt', 'N'], text: t('keys.fresh') },
          { keys: ['F1'], text: t('keys.help') },
        ]}
      />
    </div>
  )
}

export function Page() {
  const { t } = useTranslation('appeal-desk')
  const session = useSession()
  if (!session)
    return (
      <div className="work">
        <Skeleton shapes={['title', 'block', 'block']} />
      </div>
    )
  const takes = session.grants.some((grant) => grant.role === 'operator' || grant.role === 'clerk')
  if (takes) return <Desk />
  return (
    <div className="work">
      <PageHead title={t('title')} />
      <Empty title={t('notAgent')} action={<LinkButton to="/sign-in?back=/work/hotline">{t('signIn')}</LinkButton>}>
        {t('notAgentNext')}
      </Empty>
    </div>
  )
}
