/** Refusals of the catalogue. */
import type { RefusalTexts } from '#platform/refusals'

export const refusals: RefusalTexts = {
  'catalog.item_unknown': {
    status: 404,
    title: { zh: '没有编码为“{code}”的事项', en: 'There is no item {code}' },
    next: { zh: '请按名称搜索事项', en: 'Search for the item by its name' },
  },
  'catalog.handled_below': {
    status: 404,
    title: { zh: '“{name}”在这一级不办理', en: 'This level does not handle “{name}”' },
    next: { zh: '请选择您所在的旗县（市、区）', en: 'Choose your banner, county or district' },
  },
  'catalog.form_unknown': {
    status: 404,
    title: { zh: '没有“{id}”这张表单', en: 'There is no form {id}' },
    next: { zh: '请从事项的办事指南进入申请', en: 'Apply from the guide of the item' },
  },
  'catalog.cursor_unreadable': {
    status: 400,
    title: { zh: '翻页标记无法识别', en: 'The cursor cannot be read' },
    next: { zh: '请从第一页重新查询', en: 'Ask for the first page again' },
  },
  'catalog.file_unreadable': {
    status: 400,
    title: { zh: '文件无法读取：{why}', en: 'The file cannot be read: {why}' },
    next: {
      zh: '请上传 UTF-8 编码的 CSV 文件或者 XLSX 文件，首行为列名',
      en: 'Send a CSV file in UTF-8 or an XLSX file with headings in its first line',
    },
  },
  'catalog.columns_missing': {
    status: 422,
    title: { zh: '文件缺少必需的列：{columns}', en: 'The file lacks the columns {columns}' },
    next: { zh: '请补充这些列后重新导入', en: 'Add the columns and import again' },
  },
  'catalog.department_unknown': {
    status: 404,
    title: { zh: '没有编码为“{code}”的部门', en: 'There is no department {code}' },
    next: { zh: '请从部门列表中选择', en: 'Choose one of the list of departments' },
  },
  'catalog.department_not_yours': {
    status: 403,
    title: { zh: '您不负责维护“{department}”的事项', en: 'The items of {department} are not yours to keep' },
    next: { zh: '请由该部门的事项管理员修改', en: 'Let the department’s own editor amend them' },
  },
  'catalog.no_items': {
    status: 404,
    title: { zh: '这个部门没有事项', en: 'The department has no items' },
    next: { zh: '请选择有事项的部门', en: 'Choose a department that has items' },
  },
  'catalog.day_passed': {
    status: 422,
    title: { zh: '生效日期 {day} 已过', en: '{day} has passed' },
    next: {
      zh: '请选择今天或以后的日期；已生效的版本不能改写',
      en: 'Choose today or a later day: what was in force is not rewritten',
    },
  },
  'catalog.no_such_day': {
    status: 400,
    title: { zh: '没有“{day}”这一天', en: 'There is no day {day}' },
    next: { zh: '请按“2026-10-01”的样子填写日期', en: 'Write the day as 2026-10-01' },
  },
  'catalog.region_not_yours': {
    status: 403,
    title: {
      zh: '文件含有您管理范围以外地区（{region}）的事项',
      en: 'The file holds items of {region}, which is not yours',
    },
    next: {
      zh: '请删去这些行，或者由该地区的管理员导入',
      en: 'Take these rows out, or let the region’s own editor import them',
    },
  },
}
