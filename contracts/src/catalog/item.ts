/** Government service items (政务服务事项): the 64 elements of GB/T 39046-2020 table 4 and what live platforms add. */
import { type Static, Type } from 'typebox'
import {
  audiences,
  bodyNatures,
  caseKinds,
  crossRegionScopes,
  exerciseLevels,
  handlingForms,
  itemTypes,
  limitUnits,
  onlineDepths,
  resultKinds,
  reviewKinds,
  specialProcedureKinds,
  systemLevels,
} from './code-lists.ts'
import { Material } from './material.ts'
import {
  BasicCode,
  CreditCodeText,
  closed,
  codeOf,
  DayText,
  element,
  ItemCode,
  named,
  Phone,
  platformElement,
  RegionCode,
  Word,
  Words,
} from './schema-parts.ts'

/** Where in the law an item stands. A citation nobody checked against the text says so in `confidence`. */
export const LegalBasis = closed({
  document: Type.String({ maxLength: 300 }),
  docNo: Type.Optional(Type.String({ maxLength: 100 })),
  article: Type.Optional(Type.String({ maxLength: 200 })),
  gist: Type.Optional(Words),
  confidence: Type.Optional(Type.Enum(['high', 'medium', 'low'])),
})
export type LegalBasis = Static<typeof LegalBasis>

/** A limit that runs from acceptance; length 0 is "at once". */
export const Limit = closed({
  length: Type.Integer({ minimum: 0, maximum: 3650 }),
  unit: codeOf(limitUnits),
  note: Type.Optional(Words),
})
export type Limit = Static<typeof Limit>

export const Step = closed({
  name: Words,
  who: Type.Optional(Words),
  limit: Type.Optional(Limit),
  note: Type.Optional(Words),
})
export type Step = Static<typeof Step>

export const Fee = closed({
  charged: element([31], '是否收费', Type.Boolean()),
  basis: Type.Optional(element([32], '收费依据', Type.String({ maxLength: 1000 }))),
  items: Type.Array(
    closed({
      name: Words,
      standard: Words,
      /** In fen, where the standard is one fixed amount. */
      fen: Type.Optional(Type.Integer({ minimum: 0 })),
    }),
    { maxItems: 50 },
  ),
})
export type Fee = Static<typeof Fee>

export const Result = closed({
  name: element([29], '结果名称', Words),
  kind: platformElement('审批结果类型', codeOf(resultKinds)),
  sample: Type.Optional(element([30], '结果样本', Type.String({ maxLength: 300 }))),
  /** Type of the credential that is issued. */
  credential: Type.Optional(platformElement('结果证照类型', Word)),
  validity: Type.Optional(platformElement('结果有效期', Words)),
})
export type Result = Static<typeof Result>

export const Themes = closed({
  firm: element([37], '法人主题', Type.Array(Word, { maxItems: 20 })),
  person: element([38], '自然人主题', Type.Array(Word, { maxItems: 20 })),
  local: Type.Optional(platformElement('地方特色主题', Type.Array(Word, { maxItems: 20 }))),
})
export type Themes = Static<typeof Themes>

export const SpecialProcedure = closed({
  kind: codeOf(specialProcedureKinds),
  name: Words,
  limit: Type.Optional(Limit),
})

/** A joint item (一件事): its parts run side by side, one form, one shared limit. */
export const OneThing = closed({
  event: Word,
  parts: Type.Array(
    closed({
      item: BasicCode,
      /** FEEL over the form's answers; without it the part always runs. */
      when: Type.Optional(Type.String({ maxLength: 500 })),
      /** Basic codes of the parts whose result this one waits for. */
      after: Type.Optional(Type.Array(BasicCode, { maxItems: 20 })),
    }),
    { minItems: 1, maxItems: 40 },
  ),
})
export type OneThing = Static<typeof OneThing>

export const Question = closed({ question: Words, answer: Words })

/** The elements that a body may say for itself, and a basic item says for all. */
const sharedElements = {
  name: element([1], '事项名称', Words),
  legalBasis: element([6], '设定依据', Type.Array(LegalBasis, { maxItems: 20 })),
  authorityDivision: Type.Optional(element([9], '权限划分', Type.String({ maxLength: 1000 }))),
  exercised: Type.Optional(element([10], '行使内容', Type.String({ maxLength: 1000 }))),
  statutoryLimit: element([15, 16, 17], '法定办结时限', Limit),
  promisedLimit: element([18, 19, 20], '承诺办结时限', Limit),
  conditions: element([21], '受理条件', Type.Array(Words, { maxItems: 50 })),
  steps: element([22], '办理流程', Type.Array(Step, { maxItems: 30 })),
  intermediaries: element([27], '中介服务', Type.Array(Words, { maxItems: 10 })),
  quantityLimit: Type.Optional(element([28], '数量限制', Words)),
  result: Type.Optional(Result),
  fee: Fee,
  themes: element([36], '服务主题', Themes),
  specialProcedures: element([41], '特别程序', Type.Array(SpecialProcedure, { maxItems: 10 })),
  bookable: element([44], '是否支持预约', Type.Boolean()),
  onlinePayment: element([45], '是否支持网上支付', Type.Boolean()),
  postal: element([46], '是否支持物流快递', closed({ materials: Type.Boolean(), result: Type.Boolean() })),
  online: element([47], '是否网办', Type.Boolean()),
  onlineAddress: Type.Optional(element([48], '网办地址', Type.String({ maxLength: 300 }))),
  faq: element([55], '常见问题', Type.Array(Question, { maxItems: 50 })),
  materials: element([56], '申请材料', Type.Array(Material, { maxItems: 80 })),
  visits: platformElement('到办事现场次数', Type.Integer({ minimum: 0, maximum: 20 })),
  /** 无 when nobody has to come. */
  visitReason: platformElement('必须现场办理原因说明', Type.String({ maxLength: 300 })),
  onlineDepth: platformElement('网上办理深度', codeOf(onlineDepths)),
  promiseAllowed: platformElement('是否告知承诺制', Type.Boolean()),
  tolerant: platformElement('是否容缺受理', Type.Boolean()),
  appointments: Type.Optional(platformElement('每天可预约量', Type.Integer({ minimum: 0, maximum: 10000 }))),
  terminal: platformElement('是否支持自助终端', Type.Boolean()),
  rights: Type.Optional(platformElement('依法享有的权利', Type.Array(Words, { maxItems: 10 }))),
  duties: Type.Optional(platformElement('依法履行的义务', Type.Array(Words, { maxItems: 10 }))),
  /** Type of the credential that is renewed. */
  renews: Type.Optional(platformElement('延续的证照类型', Word)),
  /** Words people type for it that are not in its name. */
  keywords: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 60 }),
  process: platformElement('办理流程定义', Word),
  form: platformElement('申请表单', Word),
}

const codedElements = {
  crossRegion: element([33], '通办范围代码', codeOf(crossRegionScopes)),
  audience: element([35], '服务对象代码', Type.Array(codeOf(audiences), { minItems: 1, maxItems: 6 })),
  forms: element([40], '办理形式代码', Type.Array(codeOf(handlingForms), { minItems: 1, maxItems: 5 })),
  caseKind: platformElement('办件类型', codeOf(caseKinds)),
  reviewKind: platformElement('审查类型', codeOf(reviewKinds)),
}

const bodyElements = {
  bodyNature: element([14], '实施主体性质代码', codeOf(bodyNatures)),
  jointBodies: element(
    [23, 24],
    '共同实施部门（联办机构）',
    Type.Array(closed({ name: Type.String({ maxLength: 200 }), code: Type.Optional(Type.String({ maxLength: 40 })) }), {
      maxItems: 20,
    }),
  ),
  handlingOffice: Type.Optional(
    element(
      [25, 26],
      '承办机构',
      closed({ name: Type.String({ maxLength: 200 }), code: Type.Optional(Type.String({ maxLength: 40 })) }),
    ),
  ),
  places: element([50], '办理地点', Type.Array(Type.String({ maxLength: 300 }), { maxItems: 20 })),
  hours: element([51], '办理时间', Words),
  consultation: element([52], '咨询方式', Words),
  consultationPhone: element([53], '咨询电话', Phone),
  complaintPhone: element([54], '监督电话', Phone),
}

/** A basic item (基本目录) as a pack writes it: what holds wherever the item is exercised. */
export const BasicItem = closed({
  code: element([2], '基本编码', BasicCode),
  type: element([5], '事项类型代码', codeOf(itemTypes)),
  from: DayText,
  until: Type.Optional(DayText),
  ...sharedElements,
  ...codedElements,
  /** Kind of the department that exercises it, and on which levels. */
  department: Word,
  levels: Type.Array(codeOf(exerciseLevels), { minItems: 1, maxItems: 7 }),
  bodyNature: Type.Optional(bodyElements.bodyNature),
  jointDepartments: Type.Array(Word, { maxItems: 20 }),
  oneThing: Type.Optional(OneThing),
  popular: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
})
export type BasicItem = Static<typeof BasicItem>

/** What one body says for itself over the basic item (实施清单). */
export const ItemOverrides = Type.Partial(closed({ ...sharedElements, ...codedElements, ...bodyElements }), {
  additionalProperties: false,
})
export type ItemOverrides = Static<typeof ItemOverrides>

/** An implementation item (实施清单事项): the version of one body in one place on one day, whole. */
export const Item = closed({
  code: element([3], '实施编码', ItemCode),
  basicCode: element([2], '基本编码', BasicCode),
  type: element([4, 5], '事项类型', named(itemTypes)),
  version: platformElement('事项版本', Type.String({ maxLength: 40 })),
  from: platformElement('计划生效日期', DayText),
  until: Type.Optional(platformElement('计划取消日期', DayText)),
  level: element([7, 8], '行使层级', named(exerciseLevels)),
  body: closed({
    name: element([11], '实施主体', Type.String({ maxLength: 200 })),
    creditCode: element([12], '实施主体代码', CreditCodeText),
    nature: element([13, 14], '实施主体性质', named(bodyNatures)),
    /** The department's code in the registry. */
    department: Type.String({ maxLength: 60 }),
    kind: Word,
  }),
  region: element(
    [42, 43],
    '行政管辖',
    closed({ code: RegionCode, name: Type.String({ maxLength: 200 }), league: RegionCode }),
  ),
  systemLevel: element([49], '运行系统层级', named(systemLevels)),
  ...sharedElements,
  crossRegion: element([33], '通办范围', named(crossRegionScopes)),
  audience: element([34, 35], '服务对象', Type.Array(named(audiences), { maxItems: 6 })),
  forms: element([39, 40], '办理形式', Type.Array(named(handlingForms), { maxItems: 5 })),
  caseKind: platformElement('办件类型', named(caseKinds)),
  reviewKind: platformElement('审查类型', named(reviewKinds)),
  jointBodies: bodyElements.jointBodies,
  handlingOffice: bodyElements.handlingOffice,
  places: bodyElements.places,
  hours: bodyElements.hours,
  consultation: bodyElements.consultation,
  consultationPhone: bodyElements.consultationPhone,
  complaintPhone: bodyElements.complaintPhone,
  oneThing: Type.Optional(OneThing),
})
export type Item = Static<typeof Item>
