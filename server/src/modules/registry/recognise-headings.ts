/** Headings of a file of firms, as offices write them in Chinese and English. */

export const firmFields = [
  'code',
  'name',
  'type',
  'representative',
  'representativeId',
  'phone',
  'region',
  'industry',
  'established',
  'status',
  'capital',
  'address',
  'scope',
  'updated',
] as const
export type FirmField = (typeof firmFields)[number]

/** The heading we write ourselves comes first. Compared without spaces, signs and letters' case. */
export const headings: Readonly<Record<FirmField, readonly string[]>> = {
  code: [
    '统一社会信用代码',
    '社会信用代码',
    '信用代码',
    '统一信用代码',
    '统一代码',
    '主体代码',
    'credit code',
    'uscc',
    'unified social credit code',
    'uniscid',
    'code',
  ],
  name: [
    '名称',
    '企业名称',
    '主体名称',
    '市场主体名称',
    '经营主体名称',
    '单位名称',
    '公司名称',
    '商户名称',
    '企业机构名称',
    'name',
    'company name',
    'firm',
    'firm name',
    'entname',
  ],
  type: [
    '类型',
    '主体类型',
    '企业类型',
    '公司类型',
    '市场主体类型',
    '企业机构类型',
    'type',
    'company type',
    'firm type',
    'enttype',
  ],
  representative: [
    '法定代表人',
    '法定代表人姓名',
    '法人代表',
    '法人',
    '负责人',
    '经营者',
    '经营者姓名',
    '法定代表人负责人',
    'legal representative',
    'representative',
    'legal person',
  ],
  representativeId: [
    '法定代表人证件号码',
    '法定代表人身份证号',
    '法定代表人身份证号码',
    '法人身份证号',
    '经营者身份证号',
    '负责人证件号码',
    '证件号码',
    '身份证号',
    '身份证号码',
    'id number',
    'representative id',
    'legal representative id',
  ],
  phone: ['联系电话', '法定代表人电话', '手机', '手机号码', '电话', 'phone', 'mobile', 'telephone'],
  region: [
    '行政区划',
    '行政区划代码',
    '区划代码',
    '区划',
    '所属区划',
    '所在地区',
    '所属地区',
    '地区',
    '登记地区',
    '盟市',
    '所属盟市',
    '旗县',
    '旗县区',
    '所属城市',
    '城市',
    '所属区县',
    'region',
    'region code',
    'district',
    'city',
    'county',
  ],
  industry: ['行业代码', '国民经济行业代码', '行业', '所属行业', '行业门类', 'industry', 'industry code'],
  established: [
    '成立日期',
    '成立时间',
    '注册日期',
    '注册时间',
    '登记日期',
    'established',
    'date of establishment',
    'registered',
    'registration date',
    'estdate',
  ],
  status: ['登记状态', '经营状态', '企业状态', '状态', 'status', 'state'],
  capital: [
    '注册资本',
    '注册资金',
    '出资额',
    '出资总额',
    '资金数额',
    ...['注册资本', '注册资金', '出资额'].flatMap((name) => [`${name}元`, `${name}万元`]),
    'capital',
    'registered capital',
    'regcap',
  ],
  address: [
    '住所',
    '地址',
    '注册地址',
    '经营场所',
    '住所经营场所',
    '企业地址',
    '主要经营场所',
    'address',
    'registered address',
    'domicile',
  ],
  scope: ['经营范围', '业务范围', '经营范围及方式', 'scope', 'business scope', 'opscope'],
  updated: ['更新日期', '更新时间', '核准日期', '变更日期', 'updated', 'last updated', 'updated at', 'apprdate'],
}

const fieldOf = new Map(
  firmFields.flatMap((field) => headings[field].map((heading) => [plain(heading), field] as const)),
)

function plain(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.·*:：()（）/、\ufeff]/g, '')
}

export interface Column {
  readonly heading: string
  readonly field?: FirmField
}

/** Each column and what it is read as. Of two columns for the same field the first is read; others are left aside. */
export function recogniseHeadings(cells: readonly string[]): readonly Column[] {
  const taken = new Set<FirmField>()
  return cells.slice(0, 200).map((cell) => {
    const heading = cell.slice(0, 200)
    const field = fieldOf.get(plain(cell))
    if (!field || taken.has(field)) return { heading }
    taken.add(field)
    return { heading, field }
  })
}

/** Fields without which no row can be taken in, and that the file has no column for. */
export function missingColumns(columns: readonly Column[]): readonly FirmField[] {
  return (['code', 'name'] as const).filter((field) => !columns.some((column) => column.field === field))
}
