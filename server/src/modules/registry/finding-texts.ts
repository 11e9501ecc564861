/** What findings of an import mean, said to the person who mends the file. */
import { codeSentences, fillMeaning, type Meaning } from './explain-finding.ts'

const s = (zh: string, en: string): Meaning => ({ zh, en })

const sentences: Readonly<Record<string, Meaning>> = {
  ...codeSentences,
  missing: s('必填项为空', 'this must not be empty'),
  too_long: s('超过 {limit} 字（共 {length} 字）', 'longer than {limit} characters ({length})'),
  blank: s('未填写', 'not filled in'),
  organisation_check: s(
    '第 9–17 位组织机构代码自身的校验位不符；登记机关确已发放过此类代码，予以接收',
    'the organisation code in it (9–17) fails its own check; such codes have been issued, so it is taken in',
  ),
  code_region_unknown: s(
    '代码第 3–8 位 {region} 不是本地区现行区划',
    'characters 3–8, {region}, are no region here today',
  ),
  outside_your_region: s('住所在{region}，不在您负责的地区', 'the seat is in {region}, which is not yours to keep'),
  region_unread: s('无法对应到唯一的行政区划', 'means no region, or more than one'),
  region_missing: s(
    '未填行政区划，且代码中的区划 {region} 不在本地区',
    'no region is given and {region} in the code does not lie here',
  ),
  region_differs: s(
    '与代码中的登记地 {region} 不同（可能已迁移），以本列为准',
    'differs from {region} in the code (it may have moved); this column is taken',
  ),
  capital_unread: s('看不懂金额，仅按原文保存', 'the amount cannot be read and is kept as written'),
  capital_unit_missing: s('没有单位（元或万元），仅按原文保存', 'yuan or ten thousands is not said; kept as written'),
  phone_unread: s('不是手机号码，未保存', 'is no mobile number and is not kept'),
  industry_unread: s('不是 GB/T 4754 行业代码，未保存', 'is no code of GB/T 4754 and is not kept'),
  status_unread: s('看不懂登记状态，按存续处理', 'the status cannot be read; taken as active'),
  no_such_day: s('日期不存在或写法无法识别', 'there is no such day, or it is written in an unknown way'),
  day_to_come: s('日期晚于今天', 'the day is to come'),
  day_too_early: s('日期早于 1900 年', 'the day lies before 1900'),
  repeated_in_file: s(
    '与本文件第 {line} 行代码重复，以先出现的为准',
    'line {line} of this file has the same code; the first is taken',
  ),
  older_than_register: s('早于登记库中的记录，未更新', 'older than the register, which is kept'),
  name_changed: s('名称由“{before}”变更', 'the name was “{before}” before'),
  name_known: s('已有同名主体 {code}', '{code} has the same name'),
  person_name_differs: s(
    '该证件号码在人员库中为另一姓名，未关联',
    'the number belongs to a person of another name; not linked',
  ),
}

/** The meaning of a finding in both languages. */
export function meaningOf(code: string, params: Readonly<Record<string, unknown>>): Meaning {
  return fillMeaning(sentences[code] ?? { zh: code, en: code }, params)
}

/** The same without its particulars, for counts. */
export function meaningInGeneral(code: string): Meaning {
  return fillMeaning(sentences[code] ?? { zh: code, en: code }, {
    position: '…',
    found: '…',
    expected: '…',
    limit: '…',
    length: '…',
    region: '…',
    line: '…',
    before: '…',
    code: '…',
  })
}

const unreadable: Readonly<Record<string, Meaning>> = {
  not_a_sheet: s('不是 CSV 或 XLSX 文件', 'this is no CSV or XLSX file'),
  broken: s(
    '文件在{line}损坏或引号不配对，之前的行已导入',
    'the file is broken or a quotation mark is open{line}; rows before it were taken in',
  ),
  too_large: s('解压后过大', 'too large when unpacked'),
  columns_missing: s(
    '前十行中没有写着“统一社会信用代码”和“名称”的表头',
    'none of the first ten rows heads a column for the credit code and one for the name',
  ),
}

/** Why a file could not be read; `broken:17` names the line. */
export function meaningOfUnreadable(why: string): Meaning {
  const [word, line] = why.split(':')
  const meaning = unreadable[word ?? ''] ?? { zh: why, en: why }
  return {
    zh: meaning.zh.replace('{line}', line ? `第 ${line} 行附近` : '某处'),
    en: meaning.en.replace('{line}', line ? ` near line ${line}` : ''),
  }
}
