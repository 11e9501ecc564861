/** The template of a file of firms: the columns we know, and a second page that says what goes into each. */

import { xlsx } from '#platform/write-sheet'
import { type FirmField, firmFields, headings } from './recognise-headings.ts'

const notes: Readonly<Record<FirmField, readonly [zh: string, en: string, example: string]>> = {
  code: ['必填。18 位，按 GB 32100-2015 校验', 'Needed. 18 characters, checked by GB 32100-2015', '91350100M000100Y43'],
  name: ['必填。营业执照上的名称', 'Needed. The name on the licence', '示例科技有限公司'],
  type: ['主体类型', 'Legal form', '有限责任公司'],
  representative: ['法定代表人、负责人或经营者姓名', 'Name of the legal representative', '张三'],
  representativeId: [
    '18 位公民身份号码，按 GB 11643 校验；不对外显示',
    '18 characters, checked by GB 11643; never shown',
    '11010519491231002X',
  ],
  phone: ['法定代表人手机', 'Mobile number of the representative', '13800000000'],
  region: ['区划代码或名称；可填盟市，细到旗县更好', 'Code or name of the region', '150102'],
  industry: ['GB/T 4754 行业代码', 'Code of GB/T 4754', 'I6513'],
  established: ['2018-03-12、2018/3/12、20180312、2018年3月12日均可', 'As 2018-03-12', '2018-03-12'],
  status: ['存续、歇业、吊销、注销、迁出', 'active, suspended, revoked, deregistered, moved', '存续'],
  capital: ['带单位和币种，如 500万人民币', 'With unit and currency', '500万人民币'],
  address: ['住所或经营场所', 'Registered address', '示例路 18 号'],
  scope: ['经营范围', 'Business scope', '软件开发'],
  updated: [
    '本行数据的日期；早于登记库的行不更新',
    'Day of this row; a row older than the register changes nothing',
    '2026-11-23',
  ],
}

/** An XLSX with headings to fill in, and the explanation. */
export function templateFirms(): Buffer {
  const titles = firmFields.map((field) => headings[field][0] ?? field)
  return xlsx([
    { name: '经营主体', headings: titles, rows: [] },
    {
      name: '填写说明',
      headings: ['列 Column', '说明', 'Explanation', '示例 Example'],
      rows: firmFields.map((field) => [headings[field][0] ?? field, ...notes[field]]),
      widths: [26, 50, 50, 24],
    },
  ])
}
