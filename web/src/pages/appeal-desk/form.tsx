/** What is written while the caller speaks: the words first, then the kind, the place and the caller; taken with Ctrl and Enter. */
import type { Intent, Urgency } from '@steppe/contracts/appeals'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { RegionInput } from '../../regions/region-input.tsx'
import { Button } from '../../ui/button.tsx'
import { DayText } from '../../ui/day.tsx'
import { Field } from '../../ui/field.tsx'
import { Radios, TextInput } from '../../ui/inputs.tsx'
import { Said } from '../../ui/said.tsx'
import { Notice, RefusedNotice } from '../../ui/states.tsx'
import { useListed } from '../appeal/words.ts'
import { DepartmentInput } from '../appeal-order/department-input.tsx'
import type { IntakeDesk } from './use-intake.ts'

type On = { readonly intake: IntakeDesk }

/** What became of it; the next call begins with one key. */
function Taken({ intake }: On) {
  const { t } = useTranslation('appeal-desk')
  const done = intake.send.data
  if (!done) return null
  const title = done.alarm
    ? 'taken.alarm'
    : done.repeated
      ? 'taken.repeated'
      : done.merged
        ? 'taken.merged'
        : done.dispatched
          ? 'taken.dispatched'
          : 'taken.taken'
  return (
    <Notice kind={done.fault ? 'warn' : 'good'} title={t(title)} live>
      <p>
        <Link to={`/work/appeals/${done.id}`} className="mono">
          {done.id}
        </Link>{' '}
        {done.due && (
          <>
            {t('taken.due')} <DayText day={done.due} />
          </>
        )}
      </p>
      {done.fault !== undefined && <RefusedNotice fault={done.fault} />}
      <Button small onClick={intake.fresh}>
        {t('taken.next')} <kbd>Alt N</kbd>
      </Button>
    </Notice>
  )
}

function Spoken({ intake }: On) {
  const { t } = useTranslation('appeal-desk')
  const { intake: now, write, missing } = intake
  return (
    <Field
      label={
        <>
          {t('text')} <kbd>Alt 1</kbd>
        </>
      }
      error={missing.includes('text') ? t('missing.text') : undefined}
    >
      {(tied) => (
        <div {...(tied['aria-describedby'] ? { 'aria-describedby': tied['aria-describedby'] } : {})}>
          <textarea
            id="hotline-text"
            aria-label={t('text')}
            aria-invalid={tied['aria-invalid']}
            className="input"
            rows={7}
            maxLength={4000}
            // The caller is speaking already.
            // biome-ignore lint/a11y/noAutofocus: the desk begins with the words of the caller
            autoFocus
            value={now.text}
            onChange={(event) => write({ text: event.target.value })}
          />
        </div>
      )}
    </Field>
  )
}

/** What the words sound like, with the words that say so; the agent decides. */
function SuggestedKinds({ intake }: On) {
  const { t } = useTranslation('appeal-desk')
  const { nameOf } = useListed()
  const { found, intake: now, write } = intake
  if (!found || found.intents.length === 0) return null
  return (
    <fieldset className="hotline-kinds" aria-label={t('kinds')}>
      <span className="quiet" aria-hidden="true">
        {t('kinds')} <kbd>Alt 7</kbd>
      </span>
      {found.intents.slice(0, 2).map((one) => (
        <button
          key={one.intent}
          type="button"
          className="suggestion"
          aria-pressed={now.intent === one.intent}
          onClick={() => write({ intent: one.intent })}
        >
          <span className="suggestion-head">
            <strong>{nameOf('intents', one.intent)}</strong>
            <span className="number">{Math.round(one.confidence * 100)} %</span>
          </span>
          {one.because.length > 0 && (
            <span className="quiet">
              <Said
                text={one.because
                  .slice(0, 5)
                  .map((each) => each.words)
                  .join('、')}
              />
            </span>
          )}
        </button>
      ))}
    </fieldset>
  )
}

function Kind({ intake }: On) {
  const { t } = useTranslation('appeal-desk')
  const said = useSaid()
  const { lists } = useListed()
  const { intake: now, write, missing } = intake
  return (
    <>
      <div className="hotline-intents">
        <Radios
          label={
            <>
              {t('intent')} <kbd>Alt 2</kbd>
            </>
          }
          inline
          value={now.intent}
          onChange={(value) => write({ intent: value as Intent })}
          error={missing.includes('intent') ? t('missing.intent') : undefined}
          options={(lists?.intents ?? []).map((one) => ({ value: one.id, label: said(one.title) }))}
        />
        <SuggestedKinds intake={intake} />
      </div>
      <Radios
        label={t('urgency')}
        inline
        value={now.urgency}
        onChange={(value) => write({ urgency: value as Urgency })}
        options={(lists?.urgencies ?? []).map((one) => ({ value: one.id, label: said(one.title) }))}
      />
    </>
  )
}

function Caller({ intake }: On) {
  const { t } = useTranslation('appeal-desk')
  const { intake: now, write } = intake
  return (
    <div className="hotline-row">
      <Field
        label={
          <>
            {t('name')} <kbd>Alt 4</kbd>
          </>
        }
      >
        {() => (
          <input
            id="hotline-name"
            aria-label={t('name')}
            className="input"
            value={now.name}
            maxLength={60}
            onChange={(event) => write({ name: event.target.value })}
          />
        )}
      </Field>
      <TextInput
        label={t('phone')}
        type="tel"
        optional
        value={now.phone}
        onChange={(phone) => write({ phone })}
        maxLength={30}
      />
      <label className="tick hotline-secret">
        <input type="checkbox" checked={now.secret} onChange={(event) => write({ secret: event.target.checked })} />
        {t('secret')}
      </label>
    </div>
  )
}

export function Form({ intake }: On) {
  const { t } = useTranslation('appeal-desk')
  const { intake: now, write, missing, send } = intake
  return (
    <form
      className="panel decision hotline-form"
      aria-label={t('form')}
      onSubmit={(event) => {
        event.preventDefault()
        intake.press()
      }}
    >
      {intake.alarming && !send.data && (
        <Notice kind="bad" title={t('alarm.title')} live>
          <Button small look="danger" onClick={intake.alarm}>
            {t('alarm.send')} <kbd>F9</kbd>
          </Button>
        </Notice>
      )}
      <Taken intake={intake} />
      <Spoken intake={intake} />
      <Kind intake={intake} />
      <div className="hotline-place">
        <RegionInput
          label={
            <>
              {t('place')} <kbd>Alt 3</kbd>
            </>
          }
          value={now.region}
          onChange={(region) => write({ region })}
          error={missing.includes('region') ? t('missing.region') : undefined}
        />
        <TextInput
          label={t('address')}
          optional
          value={now.address}
          onChange={(address) => write({ address })}
          maxLength={300}
        />
      </div>
      <Caller intake={intake} />
      <DepartmentInput
        label={t('department')}
        optional
        region={now.region}
        value={now.department}
        onChange={(department) => write({ department, mergeInto: '' })}
      />
      <RefusedNotice fault={send.error} />
      <div className="decision-foot">
        <Button type="submit" waiting={send.isPending} unavailable={send.data ? t('taken.already') : undefined}>
          {t(now.mergeInto ? 'takeMerge' : now.department ? 'takeDispatch' : 'take')} <kbd>Ctrl+Enter</kbd>
        </Button>
        <Button look="danger" onClick={intake.alarm} unavailable={send.data ? t('taken.already') : undefined}>
          {t('alarm.button')} <kbd>F9</kbd>
        </Button>
      </div>
    </form>
  )
}
