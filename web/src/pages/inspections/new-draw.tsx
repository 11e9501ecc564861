/** A new draw: from a plan, one task or several; the list is gathered from the register. */
import type { NewDraw, NewTask, Plan } from '@steppe/contracts/inspections'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { departmentsQuery, plansQuery, sendDraw, settingsQuery } from '../../asks/inspections.ts'
import { Button } from '../../ui/button.tsx'
import { Radios, Select, TextArea, TextInput } from '../../ui/inputs.tsx'
import { BackLink, PageHead } from '../../ui/page.tsx'
import { PageSkeleton } from '../../ui/skeleton.tsx'
import { Empty, ErrorState, RefusedNotice } from '../../ui/states.tsx'
import { useOrganises } from './use-organises.ts'

type TaskDraft = {
  readonly item: string
  readonly industries: string
  readonly stratifyBy: NewTask['stratifyBy']
  readonly percent: string
  readonly inspectors: string
}
const freshTask: TaskDraft = { item: '', industries: '', stratifyBy: 'none', percent: '5', inspectors: '2' }

export function NewDrawPage() {
  const { t } = useTranslation('inspections')
  const department = useOrganises()
  const plans = useQuery(plansQuery(department ?? ''))
  return (
    <>
      <PageHead
        title={t('newDraw')}
        above={<BackLink to="/inspections">{t('title')}</BackLink>}
        lead={t('newDrawLead')}
      />
      {!department ? (
        <Empty title={t('notOrganiser')}>{t('notOrganiserHint')}</Empty>
      ) : plans.isError ? (
        <ErrorState fault={plans.error} onRetry={() => void plans.refetch()} />
      ) : !plans.data ? (
        <PageSkeleton />
      ) : plans.data.plans.length === 0 ? (
        <Empty title={t('noPlans')}>{t('noPlansHint')}</Empty>
      ) : (
        <DrawForm department={department} plans={plans.data.plans} />
      )}
    </>
  )
}

/** A percentage as a fraction of whole numbers: 2.5 is 25/1000. */
export function shareOf(percent: string): readonly [number, number] | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(percent.trim())
  if (!match) return undefined
  const digits = match[2] ?? ''
  const share = [Number(`${match[1]}${digits}`), 100 * 10 ** digits.length] as const
  return share[0] > 0 && share[0] <= share[1] ? share : undefined
}

function taskOf(
  { percent, industries, inspectors, ...draft }: TaskDraft,
  region: string,
  department: string | undefined,
): NewTask | undefined {
  const share = shareOf(percent)
  const people = Number(inspectors)
  if (!department || !share || !Number.isInteger(people) || people < 1) return undefined
  const codes = industries.split(/[\s,，、]+/).filter(Boolean)
  return { ...draft, department, region, industries: codes, share: [...share], inspectors: people }
}

/** Lines `code weight`, as they come out of a spreadsheet; `wrong` is the number of the first line that is none. */
export function weightsOf(sheet: string): {
  readonly weights: NonNullable<NewDraw['weights']>
  readonly wrong?: number
} {
  const lines = sheet.split('\n').map((line) => line.trim())
  const read = lines.map((line) => /^([0-9A-Za-z]{1,60})[\s,，;；:：]+(\d{1,4})$/.exec(line))
  const wrong = lines.findIndex((line, n) => line !== '' && !isWeight(Number(read[n]?.[2] ?? 0)))
  const weights = read.flatMap((each) => (each ? { object: each[1]!.toUpperCase(), weight: Number(each[2]) } : []))
  return wrong < 0 ? { weights } : { weights, wrong: wrong + 1 }
}

const isWeight = (weight: number) => weight >= 1 && weight <= 1000

type Classing = NewTask['stratifyBy']
const classings: readonly Classing[] = ['none', 'region', 'industry', 'kind']

type QuotaDraft = { readonly by: Classing; readonly most: string }
const isQuotaWrong = ({ by, most }: QuotaDraft) => by !== 'none' && !/^[1-9]\d{0,3}$/.test(most.trim())

function DrawForm({ department, plans }: { readonly department: string; readonly plans: readonly Plan[] }) {
  const { t } = useTranslation('inspections')
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const redrawOf = params.get('redrawOf')
  const region = department.slice(0, 6)
  const settings = useQuery(settingsQuery).data
  const departments = useQuery(departmentsQuery(region)).data?.departments
  const [plan, setPlan] = useState(plans[0]?.id ?? '')
  const [title, setTitle] = useState('')
  const [reason, setReason] = useState('')
  const [tasks, setTasks] = useState<readonly TaskDraft[]>([freshTask])
  const [sheet, setSheet] = useState('')
  const [quota, setQuota] = useState<QuotaDraft>({ by: 'none', most: '' })
  const send = useMutation({ mutationFn: sendDraw, onSuccess: (draw) => void navigate(`/inspections/${draw.id}`) })
  const items = settings?.items.filter((item) => plans.find((each) => each.id === plan)?.items.includes(item.id)) ?? []
  const ready = tasks.flatMap((each) => {
    const kind = items.find((item) => item.id === each.item)?.department
    return taskOf(each, region, departments?.find((found) => found.kind === kind)?.code) ?? []
  })
  const weights = weightsOf(sheet)
  const whole =
    title.trim() !== '' &&
    ready.length === tasks.length &&
    (!redrawOf || reason.trim() !== '') &&
    weights.wrong === undefined &&
    !isQuotaWrong(quota)
  const submit = () =>
    send.mutate({
      plan,
      title: title.trim(),
      tasks: ready,
      ...(weights.weights.length > 0 ? { weights: weights.weights } : {}),
      ...(quota.by === 'none' ? {} : { quota: { by: quota.by, most: Number(quota.most) } }),
      ...(redrawOf ? { redrawOf: { draw: redrawOf, reason: reason.trim() } } : {}),
    })
  return (
    <form className="form-grid" onSubmit={(event) => event.preventDefault()}>
      {redrawOf && (
        <TextInput
          label={t('redrawReason', { draw: redrawOf })}
          hint={t('redrawHint')}
          value={reason}
          onChange={setReason}
        />
      )}
      <Select
        label={t('plan')}
        value={plan}
        onChange={setPlan}
        options={plans.map((each) => ({ value: each.id, label: each.title }))}
      />
      <TextInput label={t('drawTitle')} value={title} onChange={setTitle} maxLength={100} />
      {tasks.map((task, index) => (
        <TaskFields
          key={index}
          n={index + 1}
          task={task}
          items={items}
          onChange={(next) => setTasks(tasks.map((each, n) => (n === index ? next : each)))}
          {...(tasks.length > 1 ? { onRemove: () => setTasks(tasks.filter((_, n) => n !== index)) } : {})}
        />
      ))}
      <div>
        <Button look="second" onClick={() => setTasks([...tasks, freshTask])}>
          {t('addTask')}
        </Button>
      </div>
      <ChanceFields weights={weights} sheet={sheet} onSheet={setSheet} quota={quota} onQuota={setQuota} />
      {send.isError && <RefusedNotice fault={send.error} />}
      <div>
        <Button waiting={send.isPending} unavailable={whole ? undefined : t('drawIncomplete')} onClick={submit}>
          {t('gather')}
        </Button>
      </div>
    </form>
  )
}

/** Who is likelier to be drawn, and how many of one class at most. */
function ChanceFields({
  weights,
  sheet,
  onSheet,
  quota,
  onQuota,
}: {
  readonly weights: ReturnType<typeof weightsOf>
  readonly sheet: string
  readonly onSheet: (sheet: string) => void
  readonly quota: QuotaDraft
  readonly onQuota: (quota: QuotaDraft) => void
}) {
  const { t } = useTranslation('inspections')
  return (
    <>
      <TextArea
        label={t('weights')}
        hint={t('weightsHint')}
        optional
        rows={4}
        value={sheet}
        onChange={onSheet}
        error={weights.wrong === undefined ? undefined : t('weightsWrong', { line: weights.wrong })}
      />
      <Radios
        label={t('quota')}
        hint={t('quotaHint')}
        inline
        value={quota.by}
        onChange={(by) => onQuota({ ...quota, by: by as Classing })}
        options={classings.map((by) => ({
          value: by,
          label: t(by === 'none' ? 'quotaNone' : `by.${by}`),
        }))}
      />
      {quota.by !== 'none' && (
        <TextInput
          label={t('quotaMost')}
          width="short"
          inputMode="numeric"
          value={quota.most}
          onChange={(most) => onQuota({ ...quota, most })}
          error={isQuotaWrong(quota) && quota.most !== '' ? t('quotaWrong') : undefined}
        />
      )}
    </>
  )
}

function TaskFields({
  n,
  task,
  items,
  onChange,
  onRemove,
}: {
  readonly n: number
  readonly task: TaskDraft
  readonly items: readonly { readonly id: string; readonly zh: string; readonly en: string }[]
  readonly onChange: (task: TaskDraft) => void
  readonly onRemove?: () => void
}) {
  const { t } = useTranslation('inspections')
  const said = useSaid()
  const set = (part: Partial<TaskDraft>) => onChange({ ...task, ...part })
  return (
    <fieldset className="task-card">
      <legend className="field-label">{t('task', { n })}</legend>
      <Select
        label={t('item')}
        value={task.item}
        onChange={(item) => set({ item })}
        options={items.map((item) => ({ value: item.id, label: said(item) }))}
      />
      <TextInput
        label={t('industries')}
        hint={t('industriesHint')}
        optional
        value={task.industries}
        onChange={(industries) => set({ industries: industries.toUpperCase() })}
      />
      <Radios
        label={t('stratify')}
        hint={t('stratifyHint')}
        inline
        value={task.stratifyBy}
        onChange={(by) => set({ stratifyBy: by as Classing })}
        options={classings.map((by) => ({ value: by, label: t(`by.${by}`) }))}
      />
      <TextInput
        label={t('share')}
        width="short"
        unit="%"
        inputMode="decimal"
        value={task.percent}
        error={shareOf(task.percent) ? undefined : t('shareWrong')}
        onChange={(percent) => set({ percent })}
      />
      <TextInput
        label={t('inspectors')}
        hint={t('inspectorsHint')}
        width="short"
        inputMode="numeric"
        value={task.inspectors}
        onChange={(inspectors) => set({ inspectors })}
      />
      {onRemove && (
        <div>
          <Button look="plain" small onClick={onRemove}>
            {t('removeTask')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
