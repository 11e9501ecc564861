/** What the registry refuses, with the next step. */
import type { RefusalTexts } from '#platform/refusals'

const s = (zh: string, en: string) => ({ zh, en })

export const refusals: RefusalTexts = {
  'registry.region_unknown': {
    status: 404,
    title: s('没有代码为 {code} 的行政区划', 'There is no region with the code {code}'),
    next: s('请从地区列表中选择。', 'Choose it from the list of regions.'),
  },
  'registry.department_unknown': {
    status: 404,
    title: s('没有代码为 {code} 的部门', 'There is no department with the code {code}'),
    next: s('请从部门列表中选择。', 'Choose it from the list of departments.'),
  },
  'registry.credit_code_wrong': {
    status: 422,
    title: s('统一社会信用代码不正确：{what}', 'The credit code is wrong: {what_en}'),
    next: s('请对照营业执照逐位核对。', 'Compare it with the licence, character by character.'),
  },
  'registry.firm_unknown': {
    status: 404,
    title: s('登记库中没有统一社会信用代码为 {code} 的主体', 'No firm with the credit code {code} is on the register'),
    next: s(
      '请对照营业执照核对 18 位代码；新设立的企业次日可查。',
      'Compare the 18 characters with the licence; a new firm can be found the next day.',
    ),
  },
  'registry.person_unknown': {
    status: 404,
    title: s('没有这个人员记录', 'There is no such person'),
    next: s('请从办件中打开申请人信息。', 'Open the applicant from the case.'),
  },
  'registry.account_unknown': {
    status: 404,
    title: s('没有这个账号', 'There is no such account'),
    next: s('请核对登录名。', 'Check the sign-in name.'),
  },
  'registry.grant_unknown': {
    status: 404,
    title: s('没有这项授权，或授权已经结束', 'There is no such grant, or it has ended'),
    next: s('请刷新授权列表。', 'Read the list of grants again.'),
  },
  'registry.role_unknown': {
    status: 422,
    title: s('没有名为 {role} 的角色', 'There is no role {role}'),
    next: s('请从角色列表中选择。', 'Choose it from the list of roles.'),
  },
  'registry.role_place_wrong': {
    status: 422,
    title: s('“{role}”应当授予在{held}上', 'The role {role} is held at a {held}'),
    next: s('请只填写相应的部门、地区或企业之一。', 'Give that one of department, region and firm, and no other.'),
  },
  'registry.staff_account_needed': {
    status: 422,
    title: s('这是个人账号，不能担任部门或地区的角色', 'This is a person’s own account; it holds no role of an office'),
    next: s('请先为其开设工作人员账号。', 'Open an account of staff for them first.'),
  },
  'registry.outside_your_region': {
    status: 403,
    title: s('超出您管理的地区范围', 'This lies outside the region you administer'),
    next: s('请由上级管理员办理。', 'Ask the administrator of the wider region.'),
  },
  'registry.login_taken': {
    status: 409,
    title: s('这个登录名已被使用', 'This sign-in name is taken'),
    next: s('请换一个登录名；如果是您本人的账号，请直接登录。', 'Choose another; if it is yours, sign in.'),
  },
  'registry.person_has_account': {
    status: 409,
    title: s('该证件号码已经注册过账号', 'An account exists for this identity document'),
    next: s(
      '请直接登录；如非本人注册，请持证件到政务服务窗口申诉。',
      'Sign in; if it was not you, show your document at a service window.',
    ),
  },
  'registry.person_on_register': {
    status: 409,
    title: s(
      '该证件号码已在登记库中（例如作为企业法定代表人）',
      'This identity number is already on the register, for example as a firm’s representative',
    ),
    next: s(
      '为保护本人，请持身份证件到政务服务窗口核验后开通账号。',
      'To protect that person, the account is opened at a service window with the document.',
    ),
  },
  'registry.identity_unproved': {
    status: 403,
    title: s('您的身份尚未核验', 'Your identity has not been proved yet'),
    next: s(
      '请持身份证件到任一政务服务窗口核验，当场生效。',
      'Show your document at any service window; it counts at once.',
    ),
  },
  'registry.document_differs': {
    status: 422,
    title: s('证件上的姓名、号码与该账号登记的不一致', 'Name and number on the document are not those of the account'),
    next: s(
      '请核对登录名；确属本人的，请本人更正账号信息。',
      'Check the sign-in name; if it is theirs, let the person correct the account.',
    ),
  },
  'registry.id_number_wrong': {
    status: 422,
    title: s('证件号码不正确：{what}', 'The identity number is wrong: {what_en}'),
    next: s('请对照证件逐位核对。', 'Compare it with the document, character by character.'),
  },
  'registry.phone_wrong': {
    status: 422,
    title: s('手机号码不正确', 'The mobile number is wrong'),
    next: s('请填写 11 位手机号码。', 'Give the eleven digits of a mobile number.'),
  },
  'registry.password_weak': {
    status: 422,
    title: s('密码过于简单', 'The password is too simple'),
    next: s(
      '至少 10 位，包含字母、数字、符号中的两种，且不含登录名。',
      'Ten characters or more, two of letters, digits and signs, without the sign-in name.',
    ),
  },
  'registry.password_wrong': {
    status: 422,
    title: s('原密码不正确', 'The old password is wrong'),
    next: s('请重新输入原密码。', 'Type the old password again.'),
  },
  'registry.day_order_wrong': {
    status: 422,
    title: s('结束日期早于开始日期', 'The last day comes before the first'),
    next: s('请更正日期。', 'Correct the days.'),
  },
  'registry.not_representative': {
    status: 403,
    title: s('登记的法定代表人（负责人）与您的实名信息不一致', 'You are not the representative on the register'),
    next: s(
      '请由法定代表人认领并授权您，或先到登记机关办理变更登记。',
      'Let the representative claim the firm and authorise you, or have the register changed first.',
    ),
  },
  'registry.name_differs': {
    status: 422,
    title: s('该账号的姓名与您填写的不一致', 'The account has another name than you gave'),
    next: s('请与被授权人核对登录名和姓名。', 'Check sign-in name and name with the person.'),
  },
  'registry.own_grant': {
    status: 403,
    title: s('不能给自己授权', 'Nobody gives a role to themselves'),
    next: s('请由另一位管理员办理。', 'Ask another administrator.'),
  },
  'registry.query_too_short': {
    status: 422,
    title: s('查询词过于宽泛', 'The words would find too much'),
    next: s(
      '请输入名称的开头、字号或统一社会信用代码。',
      'Type the beginning of the name, its own word, or the credit code.',
    ),
  },
  'registry.not_demo': {
    status: 404,
    title: s('本平台不是演示环境', 'This installation is no demonstration'),
    next: s('请使用您的账号登录。', 'Sign in with your account.'),
  },
  'registry.import_unknown': {
    status: 404,
    title: s('没有这次导入', 'There is no such import'),
    next: s('请从导入列表中打开。', 'Open it from the list of imports.'),
  },
  'registry.import_empty': {
    status: 422,
    title: s('文件是空的', 'The file is empty'),
    next: s('请选择有内容的 CSV 或 XLSX 文件。', 'Choose a CSV or XLSX file with rows.'),
  },
  'registry.import_form': {
    status: 415,
    title: s('不认识这种文件', 'This kind of file cannot be read'),
    next: s(
      '请上传 CSV（UTF-8 或 GB18030）或 XLSX 文件；可先下载模板。',
      'Send CSV (UTF-8 or GB18030) or XLSX; a template can be downloaded.',
    ),
  },
}
