/** The way through an application: what is already known, one question a page, the materials, the promise, the check. Pure. */
import type { NeededMaterial } from '@steppe/contracts/applications'
import type { Answers, FormQuestion } from '@steppe/contracts/catalog'

export type Step =
  | { readonly id: 'known'; readonly kind: 'known'; readonly questions: readonly FormQuestion[] }
  | { readonly id: string; readonly kind: 'question'; readonly question: FormQuestion }
  | { readonly id: string; readonly kind: 'material'; readonly material: NeededMaterial }
  | { readonly id: 'promise'; readonly kind: 'promise' }
  | { readonly id: 'check'; readonly kind: 'check' }

export type Application = {
  /** Questions that are asked under the answers, in order. */
  readonly asked: readonly FormQuestion[]
  readonly answers: Answers
  /** Question -> where its answer came from. */
  readonly prefilled: Readonly<Record<string, string>>
  readonly needed: readonly NeededMaterial[]
  readonly promiseAllowed: boolean
}

export const isAnswered = (value: unknown): boolean =>
  !(
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )

/** Questions whose answer the administration had already; they are shown together and not asked one by one. */
export const knownQuestions = ({ asked, answers, prefilled }: Application): readonly FormQuestion[] =>
  asked.filter((question) => prefilled[question.id] !== undefined && isAnswered(answers[question.id]))

/** Materials that have no question of their own in the form. */
export function ownMaterials({ asked, needed }: Application): readonly NeededMaterial[] {
  const inForm = new Set(asked.map((question) => question.material))
  return needed.filter((material) => material.needed && !inForm.has(material.id))
}

/** The steps in their order: a promise comes before the materials that it spares. A question filled in beforehand keeps its step only when `open` names it. */
export function stepsOf(application: Application, open?: string): readonly Step[] {
  const known = knownQuestions(application)
  const hidden = new Set(known.map((question) => question.id))
  const questions = application.asked.filter((question) => !hidden.has(question.id) || question.id === open)
  return [
    ...(known.length > 0 ? [{ id: 'known', kind: 'known', questions: known } as const] : []),
    ...questions.map((question): Step => ({ id: question.id, kind: 'question', question })),
    ...(application.promiseAllowed ? [{ id: 'promise', kind: 'promise' } as const] : []),
    ...ownMaterials(application).map(
      (material): Step => ({ id: `material-${material.id}`, kind: 'material', material }),
    ),
    { id: 'check', kind: 'check' },
  ]
}

/** Where to go on: the first step that is not done yet, else the check. */
export function resumeAt(application: Application, handedIn: ReadonlySet<string>): string {
  const steps = stepsOf(application)
  const started = Object.keys(application.answers).some((id) => application.prefilled[id] === undefined)
  const open = steps.find((step) => {
    if (step.kind === 'known') return !started
    if (step.kind === 'question') return step.question.required && !isAnswered(application.answers[step.question.id])
    if (step.kind === 'material')
      return step.material.required && !step.material.mayFollow && !handedIn.has(step.material.id)
    return step.kind === 'check'
  })
  // Who has handed in nothing yet may not have been offered the promise.
  if (open?.kind === 'material' && application.promiseAllowed && handedIn.size === 0) return 'promise'
  return open?.id ?? 'check'
}

/** The step in which a field named by the server is mended: `shareholders.2.idNumber` in `shareholders`. */
export function stepOfField(field: string, steps: readonly Step[]): string {
  const head = field.split('.')[0] ?? field
  return steps.find((step) => step.id === head || step.id === `material-${head}`)?.id ?? head
}
