/** Code lists of GB/T 39046-2020 annex A and of the live national platform, each code with its name in both languages. */

export interface CodeName {
  readonly zh: string
  readonly en: string
}

export type CodeList = Readonly<Record<string, CodeName>>

/** 事项类型代码. GB/T 39046-2020 A.1; 11 to 19 and 21 to 29 are left to extensions. */
export const itemTypes = {
  '00': { zh: '行政权力事项', en: 'Administrative power' },
  '01': { zh: '行政许可', en: 'Permit' },
  '02': { zh: '行政处罚', en: 'Penalty' },
  '03': { zh: '行政强制', en: 'Enforcement' },
  '04': { zh: '行政征收', en: 'Levy' },
  '05': { zh: '行政给付', en: 'Benefit' },
  '06': { zh: '行政检查', en: 'Inspection' },
  '07': { zh: '行政确认', en: 'Confirmation' },
  '08': { zh: '行政奖励', en: 'Award' },
  '09': { zh: '行政裁决', en: 'Adjudication' },
  '10': { zh: '其他行政权力', en: 'Other power' },
  '20': { zh: '公共服务', en: 'Public service' },
} as const satisfies CodeList

/** 行使层级代码. GB/T 39046-2020 A.2. */
export const exerciseLevels = {
  '1': { zh: '国家级', en: 'National' },
  '2': { zh: '省级', en: 'Regional' },
  '3': { zh: '市级', en: 'League or city' },
  '4': { zh: '县级', en: 'Banner or county' },
  '5': { zh: '镇（乡、街道）级', en: 'Township' },
  '6': { zh: '村（社区）级', en: 'Village' },
  '7': { zh: '分级管理', en: 'Shared between levels' },
} as const satisfies CodeList

/** 实施主体性质代码. GB/T 39046-2020 A.3. */
export const bodyNatures = {
  '1': { zh: '法定机关', en: 'Statutory body' },
  '2': { zh: '授权组织', en: 'Authorised organisation' },
  '3': { zh: '受委托组织', en: 'Entrusted organisation' },
  '9': { zh: '其他', en: 'Other' },
} as const satisfies CodeList

/** 服务对象代码. GB/T 39046-2020 A.4. */
export const audiences = {
  '1': { zh: '自然人', en: 'Person' },
  '2': { zh: '企业法人', en: 'Company' },
  '3': { zh: '事业法人', en: 'Public institution' },
  '4': { zh: '社会组织法人', en: 'Social organisation' },
  '5': { zh: '行政机关', en: 'Government body' },
  '6': { zh: '其他组织', en: 'Other organisation' },
} as const satisfies CodeList

/** 办理形式代码. GB/T 39046-2020 A.5. */
export const handlingForms = {
  '1': { zh: '窗口办理', en: 'At the window' },
  '2': { zh: '电脑端网上办理', en: 'Online on a computer' },
  '3': { zh: '移动端网上办理', en: 'Online on a phone' },
  '4': { zh: '快递申请', en: 'By post' },
  '9': { zh: '其他', en: 'Other' },
} as const satisfies CodeList

/** 办件类型代码. GB/T 39046-2020 A.6. */
export const caseKinds = {
  '1': { zh: '即办件', en: 'Done at once' },
  '2': { zh: '承诺件', en: 'Done by a promised day' },
  '9': { zh: '其他', en: 'Other' },
} as const satisfies CodeList

/** 审查类型 of the live platform. */
export const reviewKinds = {
  immediate: { zh: '即审即办', en: 'Examined and done at once' },
  staged: { zh: '前审后批', en: 'Examined, then approved' },
} as const satisfies CodeList

/** 特别程序种类代码. GB/T 39046-2020 A.7; 行政许可法 art. 45. */
export const specialProcedureKinds = {
  '1': { zh: '延长审批', en: 'Extension' },
  '2': { zh: '除延长审批之外', en: 'Other than extension' },
} as const satisfies CodeList

/** 通办范围代码. GB/T 39046-2020 table 4 no. 33; 0 is ours for an item handled only where it belongs. */
export const crossRegionScopes = {
  '0': { zh: '不通办', en: 'Only where it belongs' },
  '1': { zh: '全国通办', en: 'Nationwide' },
  '2': { zh: '跨省通办', en: 'Between provinces' },
  '3': { zh: '跨市通办', en: 'Between leagues' },
  '4': { zh: '跨县通办', en: 'Between banners' },
} as const satisfies CodeList

/** 时限单位. GB/T 39046-2020 table 4 nos. 16 and 19. */
export const limitUnits = {
  wd: { zh: '工作日', en: 'working days' },
  d: { zh: '自然日', en: 'days' },
  month: { zh: '个月', en: 'months' },
  hour: { zh: '小时', en: 'hours' },
} as const satisfies CodeList

/** 审批结果类型. Auditors compare it with the end of the result's name. */
export const resultKinds = {
  licence: { zh: '出证办结', en: 'A licence is issued' },
  document: { zh: '出文办结', en: 'A document is issued' },
  approval: { zh: '审批办结', en: 'A decision is recorded' },
} as const satisfies CodeList

/** 材料必要性 of the live platform. */
export const necessities = {
  required: { zh: '必要', en: 'Required' },
  optional: { zh: '非必要', en: 'Only in some situations' },
  later: { zh: '容缺后补', en: 'May follow later' },
} as const satisfies CodeList

/** 材料类型 of the live platform. */
export const materialKinds = {
  certificate: { zh: '证件证书证明', en: 'Certificate' },
  form: { zh: '申请表格文书', en: 'Form' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies CodeList

/** 材料形式 of the live platform. */
export const materialForms = {
  paper: { zh: '纸质', en: 'Paper' },
  electronic: { zh: '电子化', en: 'Electronic' },
  either: { zh: '纸质或电子化', en: 'Paper or electronic' },
} as const satisfies CodeList

/** 来源渠道 of the live platform. */
export const materialSources = {
  applicant: { zh: '申请人自备', en: 'Brought by the applicant' },
  government: { zh: '政府部门核发', en: 'Issued by government' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies CodeList

/** 证明方式: how a fact is shown. 优化营商环境条例 art. 44; the 直接取消 / 告知承诺 / 部门核验 of 无证明城市. */
export const proofModes = {
  cancelled: { zh: '直接取消', en: 'No longer asked' },
  promise: { zh: '告知承诺', en: 'A written promise' },
  department_check: { zh: '部门核验', en: 'Checked between departments' },
  credential: { zh: '证照免提交', en: 'Taken from an electronic licence' },
  upload: { zh: '上传或提交', en: 'Handed in' },
} as const satisfies CodeList

/** 网上办理深度. IV is done wholly online. */
export const onlineDepths = {
  I: { zh: 'Ⅰ级（网上咨询）', en: 'I: information' },
  II: { zh: 'Ⅱ级（网上收件）', en: 'II: received online' },
  III: { zh: 'Ⅲ级（网上预审）', en: 'III: examined online' },
  IV: { zh: 'Ⅳ级（全程网办）', en: 'IV: wholly online' },
} as const satisfies CodeList

/** Lists that government publishes of its items, each counted from their elements. */
export const publishedLists = {
  'at-most-once': { zh: '最多跑一次', en: 'One visit at most' },
  contactless: { zh: '非接触式办理', en: 'Without coming' },
  'no-certificates': { zh: '免证办', en: 'No certificates asked' },
  promise: { zh: '告知承诺', en: 'By written promise' },
  tolerant: { zh: '容缺受理', en: 'Papers may follow' },
  terminal: { zh: '自助办', en: 'At a terminal' },
  'cross-region': { zh: '跨域通办', en: 'From another region' },
} as const satisfies CodeList
export type PublishedList = keyof typeof publishedLists

/** 运行系统层级. GB/T 39046-2020 table 4 no. 49. */
export const systemLevels = {
  '1': { zh: '国家级', en: 'National' },
  '2': { zh: '省级', en: 'Regional' },
  '3': { zh: '市级', en: 'League or city' },
  '4': { zh: '县级', en: 'Banner or county' },
} as const satisfies CodeList

export type Keys<List extends CodeList> = keyof List & string
