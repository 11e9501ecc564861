/** What auditors check on every item (DOMAIN 1.3), as rules that say how to mend. Pure. */
import type { BasicItem, ConsistencyError, Item, ItemOverrides, Limit } from '@steppe/contracts/catalog'

/** The elements the rules read; a basic item has them, and so has an implementation item by its codes. */
export type Checked = Pick<
  BasicItem,
  | 'name'
  | 'type'
  | 'statutoryLimit'
  | 'promisedLimit'
  | 'caseKind'
  | 'reviewKind'
  | 'steps'
  | 'fee'
  | 'themes'
  | 'audience'
  | 'forms'
  | 'onlinePayment'
  | 'postal'
  | 'faq'
  | 'materials'
  | 'visits'
  | 'visitReason'
  | 'onlineDepth'
  | 'online'
  | 'promiseAllowed'
  | 'tolerant'
  | 'levels'
  | 'legalBasis'
> &
  Partial<Pick<BasicItem, 'result' | 'oneThing'>> &
  Pick<ItemOverrides, 'consultationPhone' | 'complaintPhone'>

type Rule = (item: Checked) => readonly ConsistencyError[]

function error(code: string, field: string, zh: string, en: string): ConsistencyError {
  return { code, field, zh, en }
}

/** Every inconsistency of the item; empty when an auditor would find none. */
export function checkItem(item: Checked): readonly ConsistencyError[] {
  return rules.flatMap((rule) => rule(item))
}

/** The same for an implementation item as it is answered. */
export function checkWholeItem(item: Item): readonly ConsistencyError[] {
  const { type, caseKind, reviewKind, audience, forms, level, ...rest } = item
  return checkItem({
    ...rest,
    type: type.code,
    caseKind: caseKind.code,
    reviewKind: reviewKind.code,
    audience: audience.map((one) => one.code),
    forms: forms.map((one) => one.code),
    levels: [level.code],
  })
}

const atOnce: Rule = ({ promisedLimit, caseKind, reviewKind }) => {
  const immediate = promisedLimit.length === 0
  const found: ConsistencyError[] = []
  if (immediate !== (caseKind === '1'))
    found.push(
      immediate
        ? error(
            'case_kind',
            'caseKind',
            '承诺时限为即办，办件类型应为“即办件”',
            'Promised at once: the case kind is 1 (即办件)',
          )
        : error(
            'case_kind',
            'caseKind',
            '承诺时限不是即办，办件类型应为“承诺件”',
            'Not promised at once: the case kind is 2 (承诺件)',
          ),
    )
  if (immediate !== (reviewKind === 'immediate'))
    found.push(
      immediate
        ? error(
            'review_kind',
            'reviewKind',
            '即办件的审查类型应为“即审即办”',
            'Done at once: the review kind is immediate (即审即办)',
          )
        : error(
            'review_kind',
            'reviewKind',
            '承诺件的审查类型应为“前审后批”',
            'Done by a promised day: the review kind is staged (前审后批)',
          ),
    )
  return found
}

/** Days of a limit, for comparing: a working day is at least one day; a month is 30. */
function days({ length, unit }: Limit): number {
  return unit === 'hour' ? length / 24 : unit === 'month' ? length * 30 : length
}

const shorterThanLaw: Rule = ({ statutoryLimit, promisedLimit }) => {
  const comparable =
    statutoryLimit.unit === promisedLimit.unit ||
    statutoryLimit.unit === 'wd' ||
    promisedLimit.unit === 'hour' ||
    promisedLimit.length === 0
  if (!comparable || days(promisedLimit) <= days(statutoryLimit)) return []
  return [
    error(
      'promise_longer',
      'promisedLimit',
      '承诺时限不得长于法定时限，请缩短',
      'The promised limit may only be shorter than the statutory one; shorten it',
    ),
  ]
}

const endings: readonly {
  readonly ends: RegExp
  readonly kind: 'licence' | 'document' | 'approval'
  readonly zh: string
}[] = [
  { ends: /(证书?|照|卡)$/, kind: 'licence', zh: '出证办结' },
  { ends: /批复$/, kind: 'approval', zh: '审批办结' },
  { ends: /(文|[^证]书|回执|证明)$/, kind: 'document', zh: '出文办结' },
]

const resultKind: Rule = ({ result }) => {
  if (!result) return []
  const found: ConsistencyError[] = []
  const ending = endings.find(({ ends }) => ends.test(result.name.zh))
  if (ending && ending.kind !== result.kind)
    found.push(
      error(
        'result_kind',
        'result.kind',
        `结果名称为“${result.name.zh}”，审批结果类型应为“${ending.zh}”`,
        `The result ends like a ${ending.kind}: set the result kind to ${ending.kind}`,
      ),
    )
  if (!ending && result.kind !== 'approval')
    found.push(
      error(
        'result_name',
        'result.name',
        '出证、出文办结的，结果名称应以“证、照、卡、文、书、回执、证明”结尾',
        'A licence or document is named with its ending: 证, 照, 卡, 文, 书, 回执 or 证明',
      ),
    )
  if (!result.sample)
    found.push(error('result_sample', 'result.sample', '有结果名称的应提供结果样本', 'A named result needs a sample'))
  return found
}

const visits: Rule = ({ visits: count, visitReason, forms, onlineDepth }) => {
  const found: ConsistencyError[] = []
  const remote = forms.some((form) => form === '2' || form === '3' || form === '4')
  if (count > 0 && (visitReason.trim() === '' || visitReason.trim() === '无'))
    found.push(
      error(
        'visit_reason',
        'visitReason',
        '到办事现场次数不为0的，应说明必须现场办理的原因',
        'Somebody has to come: say why',
      ),
    )
  if (count === 0 && visitReason.trim() !== '无')
    found.push(
      error(
        'visit_reason',
        'visitReason',
        '到办事现场次数为0的，原因说明应填“无”',
        'Nobody has to come: the reason is 无',
      ),
    )
  if (count === 0 && !remote)
    found.push(
      error(
        'no_remote_form',
        'forms',
        '到办事现场次数为0的，办理形式应包含网上办理或者快递申请',
        'Nobody has to come: allow applying online or by post',
      ),
    )
  if (onlineDepth === 'IV' && count !== 0)
    found.push(
      error(
        'depth_visits',
        'visits',
        '网上办理深度为Ⅳ级（全程网办）的，到办事现场次数应为0',
        'Depth IV means nobody comes: set visits to 0, or lower the depth',
      ),
    )
  return found
}

const online: Rule = ({ online: isOnline, forms, onlineDepth }) => {
  const onlineForm = forms.some((form) => form === '2' || form === '3')
  if (isOnline === onlineForm)
    return isOnline || onlineDepth === 'I'
      ? []
      : [error('depth_online', 'onlineDepth', '不能网办的，网上办理深度应为Ⅰ级', 'Not online: the depth is I')]
  return [
    isOnline
      ? error(
          'online_form',
          'forms',
          '标注可网办的，办理形式应包含电脑端或者移动端',
          'Said to be online: add the computer or the phone to the forms',
        )
      : error('online_form', 'online', '办理形式包含网上办理的，应标注可网办', 'A form is online: set online to true'),
  ]
}

const fees: Rule = ({ fee, onlinePayment }) => {
  if (!fee.charged) {
    return [
      ...(onlinePayment
        ? [
            error(
              'payment_without_fee',
              'onlinePayment',
              '不收费的事项不应支持网上支付',
              'Nothing is charged: switch online payment off',
            ),
          ]
        : []),
      ...(fee.items.length > 0
        ? [
            error(
              'fee_items_without_fee',
              'fee.items',
              '不收费的事项不应列收费项目',
              'Nothing is charged: take the fee items out',
            ),
          ]
        : []),
    ]
  }
  return [
    ...(fee.basis?.trim()
      ? []
      : [error('fee_basis', 'fee.basis', '收费的事项应填写收费依据', 'A fee needs its legal basis')]),
    ...(fee.items.length > 0
      ? []
      : [error('fee_items', 'fee.items', '收费的事项应填写收费项目和收费标准', 'A fee needs its items and standards')]),
    ...(onlinePayment
      ? []
      : [error('fee_payment', 'onlinePayment', '收费的事项应支持网上支付', 'A fee can be paid online: switch it on')]),
  ]
}

const areaCode = /^0\d{2,3}-?\d{5,8}(-\d+)?$/

const phones: Rule = ({ consultationPhone, complaintPhone }) => {
  const found: ConsistencyError[] = []
  const each = [
    ['consultationPhone', '咨询电话', consultationPhone],
    ['complaintPhone', '监督电话', complaintPhone],
  ] as const
  for (const [field, zh, phone] of each)
    if (phone !== undefined && !areaCode.test(phone))
      found.push(
        error(
          'phone_area',
          field,
          `${zh}应带区号，例如 0471-1234567`,
          'Give the number with its area code, such as 0471-1234567',
        ),
      )
  if (consultationPhone !== undefined && consultationPhone !== '' && consultationPhone === complaintPhone)
    found.push(
      error(
        'phones_equal',
        'complaintPhone',
        '监督电话不得与咨询电话相同',
        'The complaint number differs from the consultation number',
      ),
    )
  return found
}

const themes: Rule = ({ themes: { firm, person }, audience }) => {
  const forPersons = audience.includes('1')
  const forFirms = audience.some((one) => one !== '1')
  const pairs = [
    ['themes.firm', '法人主题', '法人', forFirms, firm],
    ['themes.person', '自然人主题', '自然人', forPersons, person],
  ] as const
  return pairs.flatMap(([field, zh, who, wanted, given]) => {
    if (wanted === given.length > 0) return []
    return wanted
      ? [
          error(
            'theme_missing',
            field,
            `服务对象包含${who}的，应填写${zh}`,
            `The audience asks for a theme in ${field}`,
          ),
        ]
      : [
          error(
            'theme_unasked',
            field,
            `服务对象不含${who}的，不应填写${zh}`,
            `The audience has no place for ${field}; empty it`,
          ),
        ]
  })
}

const permitSteps = ['受理', '审核', '审批', '办结', '送达']

const permits: Rule = ({ type, faq, steps }) => {
  if (type !== '01') return []
  const names = steps.map((step) => step.name.zh)
  const missing = permitSteps.filter((name) => !names.includes(name))
  return [
    ...(faq.length > 0
      ? []
      : [
          error(
            'permit_faq',
            'faq',
            '行政许可事项至少应有1个常见问题',
            'A permit has at least one question and answer',
          ),
        ]),
    ...(missing.length === 0
      ? []
      : [
          error(
            'permit_steps',
            'steps',
            `行政许可事项的办理流程应包含受理、审核、审批、办结、送达，缺少：${missing.join('、')}`,
            `A permit has five steps; add ${missing.join(', ')}`,
          ),
        ]),
  ]
}

const materialRules: Rule = ({ materials, promiseAllowed, tolerant }) =>
  materials.flatMap((material, at) => {
    const field = `materials.${at + 1}`
    const found: ConsistencyError[] = []
    const { proof, missable } = material
    if (materials.findIndex((one) => one.id === material.id) !== at)
      found.push(
        error(
          'material_twice',
          field,
          `材料“${material.name.zh}”重复，请合并`,
          'The material is listed twice; merge the two',
        ),
      )
    if (missable && !tolerant)
      found.push(
        error(
          'missable_without_tolerance',
          field,
          `材料“${material.name.zh}”标为可容缺，事项应标注支持容缺受理`,
          'A material may follow later: set tolerant on the item',
        ),
      )
    if (proof.mode === 'credential' && !proof.credential)
      found.push(
        error(
          'credential_missing',
          field,
          `材料“${material.name.zh}”由证照替代，应填写证照类型`,
          'Name the credential that stands for it',
        ),
      )
    if (proof.mode === 'promise' && !proof.promise)
      found.push(
        error('promise_words', field, `材料“${material.name.zh}”实行告知承诺，应有承诺内容`, 'Write what is promised'),
      )
    if (proof.mode === 'promise' && !promiseAllowed)
      found.push(
        error(
          'promise_not_allowed',
          field,
          `材料“${material.name.zh}”实行告知承诺，事项应标注告知承诺制`,
          'A material is promised: set promiseAllowed on the item',
        ),
      )
    if (proof.mode === 'department_check' && !proof.department)
      found.push(
        error(
          'check_department',
          field,
          `材料“${material.name.zh}”由部门核验，应填写核验部门`,
          'Name the department that is asked',
        ),
      )
    if (material.necessity === 'later' && !missable)
      found.push(
        error(
          'later_not_missable',
          field,
          `材料“${material.name.zh}”标为容缺后补，应标注可容缺`,
          'It may follow later: set missable',
        ),
      )
    return found
  })

const legalBasis: Rule = ({ legalBasis: bases }) =>
  bases.length > 0
    ? []
    : [
        error(
          'legal_basis',
          'legalBasis',
          '事项应填写设定依据（文件名称和条款）',
          'Name the law the item stands on, with its article',
        ),
      ]

const rules: readonly Rule[] = [
  legalBasis,
  atOnce,
  shorterThanLaw,
  resultKind,
  visits,
  online,
  fees,
  phones,
  themes,
  permits,
  materialRules,
]
