/** Headings of imported catalogues, as people write them, and the element each is read as. Pure. */

/** Elements an imported row may carry. */
export type ImportElement =
  | 'name'
  | 'mainItem'
  | 'localCode'
  | 'type'
  | 'department'
  | 'departmentCode'
  | 'creditCode'
  | 'region'
  | 'level'
  | 'legalBasis'
  | 'conditions'
  | 'statutoryLimit'
  | 'statutoryUnit'
  | 'promisedLimit'
  | 'promisedUnit'
  | 'result'
  | 'audience'
  | 'forms'
  | 'visits'
  | 'charged'
  | 'feeBasis'
  | 'place'
  | 'hours'
  | 'consultationPhone'
  | 'complaintPhone'
  | 'online'
  | 'keywords'
  | 'materials'

/** What each element may be called; compared without blanks, signs and case. */
const headings: Readonly<Record<ImportElement, readonly string[]>> = {
  name: [
    '事项名称',
    '实施清单名称',
    '子项名称',
    '业务办理项名称',
    '办理项名称',
    'item',
    'itemname',
    'name',
    'taskname',
  ],
  mainItem: ['主项名称', '主项', '基本目录名称', '事项主项名称', 'mainitem', 'mainname'],
  localCode: [
    '事项编码',
    '实施编码',
    '实施清单编码',
    '地方实施编码',
    '业务办理项编码',
    '编码',
    'itemcode',
    'code',
    'taskcode',
    'implementationcode',
  ],
  type: ['事项类型', '事项类型代码', '类型', 'tasktype', 'type', 'itemtype'],
  department: ['实施主体', '实施机关', '实施部门', '部门', '部门名称', '主管部门', 'department', 'deptname', 'body'],
  departmentCode: ['部门编码', '部门代码', 'deptcode', 'departmentcode'],
  creditCode: ['实施主体代码', '实施主体编码', '统一社会信用代码', '实施主体统一社会信用代码', 'creditcode', 'uscc'],
  region: ['行政区划', '行政区划代码', '区划代码', '地区', '行政管辖代码', 'areacode', 'region', 'regioncode'],
  level: ['行使层级', '行使层级代码', '层级', 'level', 'exerciselevel'],
  legalBasis: ['设定依据', '法律依据', '设定和实施依据', 'legalbasis', 'basis'],
  conditions: ['受理条件', '申请条件', '办理条件', 'conditions'],
  statutoryLimit: ['法定办结时限', '法定时限', 'statutorylimit'],
  statutoryUnit: ['法定办结时限单位', '法定时限单位', 'statutoryunit'],
  promisedLimit: ['承诺办结时限', '承诺时限', 'promisedlimit'],
  promisedUnit: ['承诺办结时限单位', '承诺时限单位', 'promisedunit'],
  result: ['结果名称', '审批结果名称', '办理结果', 'result', 'resultname'],
  audience: ['服务对象', '面向对象', 'audience', 'serviceobject'],
  forms: ['办理形式', '办理方式', 'forms', 'handlingform'],
  visits: ['到办事现场次数', '跑动次数', '到现场次数', 'visits', 'limitscenenum'],
  charged: ['是否收费', 'charged', 'isfee'],
  feeBasis: ['收费依据', 'feebasis'],
  place: ['办理地点', '办理地址', 'place', 'address'],
  hours: ['办理时间', '办公时间', 'hours'],
  consultationPhone: ['咨询电话', '咨询方式', 'consultationphone', 'phone'],
  complaintPhone: ['监督电话', '监督投诉电话', '投诉电话', 'complaintphone'],
  online: ['是否网办', '是否支持网上办理', '网上办理', 'online'],
  keywords: ['关键词', 'keywords'],
  materials: ['申请材料', '材料名称', '材料', 'materials'],
}

/** A row cannot be read without these; the department may be named or coded. */
export const neededElements: readonly ImportElement[] = ['name', 'localCode', 'type', 'region']

const byHeading = new Map(
  (Object.entries(headings) as [ImportElement, readonly string[]][]).flatMap(([element, names]) =>
    names.map((name) => [name, element] as const),
  ),
)

/** The element a heading names, or nothing. */
export function elementOf(heading: string): ImportElement | undefined {
  return byHeading.get(
    heading
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  )
}

/** The element of each column; of two columns with the same element the first counts. */
export function readHeadings(row: readonly string[]): readonly (ImportElement | undefined)[] {
  const seen = new Set<ImportElement>()
  return row.map((heading) => {
    const element = elementOf(heading)
    if (element === undefined || seen.has(element)) return undefined
    seen.add(element)
    return element
  })
}
