/** The fields of each act. */
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaid, useSite } from '../../app/site.ts'
import { DateInput, Radios, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { useListed } from '../appeal/words.ts'
import { AnswerHelp } from './answer-help.tsx'
import type { FieldsProps, Kind } from './deed-of.ts'
import { DepartmentInput, useDepartments } from './department-input.tsx'
import { ReplyFindingsPanel } from './reply-check.tsx'
import { SuggestedDepartments } from './suggested.tsx'

/** A text of an act under its name. */
function Words({
  values,
  set,
  missing,
  name,
  rows = 4,
  most = 2000,
  optional,
}: FieldsProps & {
  readonly name: string
  readonly rows?: number
  readonly most?: number
  readonly optional?: boolean
}) {
  const { t } = useTranslation('appeal-order')
  return (
    <TextArea
      label={t(`field.${name}`)}
      rows={rows}
      maxLength={most}
      value={values[name] ?? ''}
      onChange={(value) => set(name, value)}
      error={missing(name)}
      {...(optional ? { optional } : {})}
    />
  )
}

function Line({
  values,
  set,
  missing,
  name,
  most = 500,
  optional = true,
}: FieldsProps & {
  readonly name: string
  readonly most?: number
  readonly optional?: boolean
}) {
  const { t } = useTranslation('appeal-order')
  return (
    <TextInput
      label={t(`field.${name}`)}
      maxLength={most}
      value={values[name] ?? ''}
      onChange={(value) => set(name, value)}
      error={missing(name)}
      {...(optional ? { optional } : {})}
    />
  )
}

function YesNo({ values, set, missing, name }: FieldsProps & { readonly name: string }) {
  const { t } = useTranslation('appeal-order')
  return (
    <Radios
      label={t(`field.${name}`)}
      inline
      value={values[name] ?? ''}
      onChange={(value) => set(name, value)}
      error={missing(name)}
      options={(['yes', 'no'] as const).map((one) => ({ value: one, label: t(`choice.${name}.${one}`) }))}
    />
  )
}

/** Departments added one by one; each can be taken out again. */
function Departments({ view, values, set, missing, name }: FieldsProps & { readonly name: string }) {
  const { t } = useTranslation('appeal-order')
  const departments = useDepartments(view.place.region)
  const chosen = (values[name] ?? '').split('\n').filter(Boolean)
  const nameOf = (code: string) => departments.find((one) => one.code === code)?.name ?? code
  return (
    <div className="order-chosen">
      <DepartmentInput
        label={t(`field.${name}`)}
        optional={name === 'assists'}
        adds
        region={view.place.region}
        value=""
        error={missing(name)}
        onChange={(code) => code && set(name, [...new Set([...chosen, code])].join('\n'))}
      />
      {chosen.length > 0 && (
        <ul className="order-beyond">
          {chosen.map((code) => (
            <li key={code}>
              <button
                type="button"
                className="chip"
                onClick={() => set(name, chosen.filter((one) => one !== code).join('\n'))}
              >
                {nameOf(code)} <span aria-hidden="true">×</span>
                <span className="visually-hidden">{t('filter.drop')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function To({ view, values, set, missing }: FieldsProps) {
  const { t } = useTranslation('appeal-order')
  return (
    <DepartmentInput
      label={t('field.to')}
      region={view.place.region}
      value={values.to ?? ''}
      onChange={(code) => set('to', code)}
      error={missing('to')}
    />
  )
}

function Dispatch(props: FieldsProps) {
  const { view, values, set } = props
  return (
    <>
      <SuggestedDepartments
        view={view}
        chosen={values.to ?? ''}
        onPick={(code, suggested) => {
          set('to', code)
          set('suggested', suggested)
        }}
      />
      <To {...props} />
      <Departments {...props} name="assists" />
      <Words {...props} name="note" rows={2} optional />
    </>
  )
}

const Answer = (props: FieldsProps) => (
  <>
    <AnswerHelp {...props} />
    <Words {...props} name="text" rows={6} most={4000} />
    <Line {...props} name="basis" />
  </>
)

function Refuse(props: FieldsProps) {
  const { t } = useTranslation('appeal-order')
  const said = useSaid()
  const { lists } = useListed()
  const { values, set, missing } = props
  const chosen = lists?.refusalGrounds.find((one) => one.id === values.ground)
  return (
    <>
      <Select
        label={t('field.ground')}
        width="full"
        value={values.ground ?? ''}
        onChange={(value) => set('ground', value)}
        error={missing('ground')}
        options={(lists?.refusalGrounds ?? []).map((one) => ({ value: one.id, label: said(one.title) }))}
      />
      {chosen && (
        <p className="quiet">
          {said(chosen.advice)} （{chosen.source}）
        </p>
      )}
      <Words {...props} name="reason" />
    </>
  )
}

const SendBack = (props: FieldsProps) => {
  const { t } = useTranslation('appeal-order')
  return (
    <>
      <Words {...props} name="reason" />
      <DepartmentInput
        label={t('field.belongsTo')}
        optional
        region={props.view.place.region}
        value={props.values.belongsTo ?? ''}
        onChange={(code) => props.set('belongsTo', code)}
      />
    </>
  )
}

const Decide = (props: FieldsProps) => (
  <>
    <To {...props} />
    <Departments {...props} name="assists" />
    <Line {...props} name="matter" most={200} optional={false} />
    <Line {...props} name="words" />
    <Words {...props} name="reason" />
  </>
)

const Meet = (props: FieldsProps) => (
  <>
    <Departments {...props} name="departments" />
    <Words {...props} name="minutes" rows={8} most={4000} />
  </>
)

function Reply(props: FieldsProps) {
  const { t } = useTranslation('appeal-order')
  const today = useSite()?.today
  const { view, values, set, missing } = props
  return (
    <>
      <AnswerHelp {...props} />
      <Words {...props} name="text" rows={8} most={4000} />
      <Line {...props} name="basis" />
      <YesNo {...props} name="solved" />
      {values.solved === 'no' && (
        <DateInput
          label={t('field.by')}
          value={values.by ?? ''}
          onChange={(value) => set('by', value)}
          error={missing('by')}
          {...(today ? { today, min: today } : {})}
        />
      )}
      <ReplyFindingsPanel view={view} values={values} onDespite={(on) => set('despite', on ? 'yes' : '')} />
    </>
  )
}

const Confirm = (props: FieldsProps) => (
  <>
    <YesNo {...props} name="agree" />
    <Words {...props} name="opinion" />
  </>
)

function CallBack(props: FieldsProps) {
  const { t } = useTranslation('appeal-order')
  const { t: say } = useTranslation('appeal')
  const said = useSaid()
  const { lists } = useListed()
  const { values, set, missing } = props
  const counts = values.contacted === 'yes' && !values.invalid
  return (
    <>
      <YesNo {...props} name="contacted" />
      {counts && (
        <>
          <YesNo {...props} name="solved" />
          <Radios
            label={t('field.satisfaction')}
            inline
            value={values.satisfaction ?? ''}
            onChange={(value) => set('satisfaction', value)}
            error={missing('satisfaction')}
            options={(['satisfied', 'basically', 'dissatisfied'] as const).map((one) => ({
              value: one,
              label: say(`satisfaction.${one}`),
            }))}
          />
        </>
      )}
      <Select
        label={t('field.invalid')}
        optional
        empty={t('choice.counts')}
        width="full"
        value={values.invalid ?? ''}
        onChange={(value) => set('invalid', value)}
        options={(lists?.invalidCallBackGrounds ?? []).map((one) => ({ value: one.id, label: said(one.title) }))}
      />
      {values.invalid && <p className="quiet">{t('invalidMeans')}</p>}
      <Words {...props} name="note" rows={3} optional={values.solved !== 'no' && !values.invalid} />
    </>
  )
}

const Extend = (props: FieldsProps) => {
  const { t } = useTranslation('appeal-order')
  return (
    <>
      <Select
        label={t('field.days')}
        value={props.values.days ?? ''}
        onChange={(value) => props.set('days', value)}
        error={props.missing('days')}
        options={['1', '2', '3', '5'].map((one) => ({ value: one, label: t('choice.days', { count: Number(one) }) }))}
      />
      <Words {...props} name="reason" />
    </>
  )
}

const Split = (props: FieldsProps) => (
  <>
    <To {...props} />
    <Words {...props} name="text" />
  </>
)

const Supervise = (props: FieldsProps) => {
  const { t } = useTranslation('appeal-order')
  const { t: say } = useTranslation('appeal')
  return (
    <>
      <Radios
        label={t('field.level')}
        inline
        value={props.values.level ?? ''}
        onChange={(value) => props.set('level', value)}
        error={props.missing('level')}
        options={(['remind', 'written', 'raised'] as const).map((one) => ({ value: one, label: say(`level.${one}`) }))}
      />
      <Words {...props} name="text" />
    </>
  )
}

const Why = (props: FieldsProps) => <Words {...props} name="reason" />
const Urge = (props: FieldsProps) => <Words {...props} name="text" rows={3} most={500} optional />
const Note = (props: FieldsProps) => <Words {...props} name="text" rows={3} />

const fields: Partial<Record<Kind, ComponentType<FieldsProps>>> = {
  dispatch: Dispatch,
  answer: Answer,
  refuse: Refuse,
  send_back: SendBack,
  dispute: Why,
  decide: Decide,
  meet: Meet,
  reply: Reply,
  confirm: Confirm,
  call_back: CallBack,
  extend: Extend,
  split: Split,
  supervise: Supervise,
  urge: Urge,
  reopen: Why,
  withdraw: Why,
  note: Note,
}

export const fieldsFor = (kind: Kind): ComponentType<FieldsProps> | undefined => fields[kind]
