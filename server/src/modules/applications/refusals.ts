/** What applications refuse, in words. */
import type { RefusalTexts } from '#platform/refusals'

const s = (zh: string, en: string) => ({ zh, en })
const refusal = (status: number, title: ReturnType<typeof s>, next: ReturnType<typeof s>) => ({ status, title, next })

export const applicationsRefusals: RefusalTexts = {
  'applications.item_unknown': refusal(
    404,
    s('没有这个事项，或者它已停办', 'There is no such item, or it is no longer offered'),
    s('请回到搜索，换一种说法再找。', 'Go back to the search and try other words.'),
  ),
  'applications.draft_unknown': refusal(
    404,
    s('没有这份草稿', 'There is no such draft'),
    s('它可能已提交或删除，请到“我的”查看。', 'It may have been handed in or deleted; look under “Mine”.'),
  ),
  'applications.draft_changed': refusal(
    409,
    s('这份草稿在另一台设备上有了新的修改', 'The draft was changed on another device'),
    s('请刷新后继续填写，双方已保存的内容都在。', 'Refresh and go on; everything that was saved is there.'),
  ),
  'applications.draft_handed_in': refusal(
    409,
    s('这份申请已经提交', 'The application was handed in already'),
    s('请到办件中查看进度。', 'Follow it under its case number.'),
  ),
  'applications.field_unknown': refusal(
    422,
    s('表单中没有“{field}”这一项', 'The form asks no “{field}”'),
    s('请刷新页面后重新填写。', 'Refresh the page and fill it in again.'),
  ),
  'applications.promise_barred': refusal(
    403,
    s(
      '办件 {case} 的承诺经核查不实（{day}），在信用修复前不能再选择告知承诺',
      'The promise of case {case} was found untrue on {day}; until that is made good you cannot promise again',
    ),
    s(
      '请改为提交材料办理；纠正后可申请信用修复。',
      'Hand the papers in instead; once it is mended, ask for credit repair.',
    ),
  ),
  'applications.promise_unbroken': refusal(
    404,
    s('办件 {case} 没有需要解除的承诺限制', 'Nothing bars the applicant of case {case} from promising'),
    s('请核对办件编号。', 'Check the number of the case.'),
  ),
  'applications.form_incomplete': refusal(
    422,
    s('还有 {count} 项需要填写或更正：{first}', '{count} answers are missing or wrong: {firstEn}'),
    s(
      '请按提示逐项更正后再提交，已填内容已保存。',
      'Correct them as shown and hand it in again; what you typed is kept.',
    ),
  ),
  'applications.materials_missing': refusal(
    422,
    s('还缺 {count} 份材料：{names}', '{count} documents are missing: {names}'),
    s('请上传后再提交。', 'Upload them and hand it in again.'),
  ),
  'applications.audience': refusal(
    422,
    s('这个事项只对{audience}办理', 'This item is only for {audience}'),
    s('请换用相应的身份登录，或选择其他事项。', 'Sign in as such an applicant, or choose another item.'),
  ),
  'applications.promise_not_offered': refusal(
    422,
    s('这个事项不适用告知承诺', 'This item cannot be decided on a promise'),
    s('请按普通方式提交材料。', 'Hand in the documents in the usual way.'),
  ),
  'applications.not_cross_region': refusal(
    422,
    s('这个事项不在跨域通办范围内', 'This item is not handled across regions'),
    s('请到属地窗口或网上办理。', 'Use the local window or apply online.'),
  ),
  'applications.consent_needed': refusal(
    422,
    s('代办需要申请人的同意', 'Acting for somebody needs their consent'),
    s('请写明同意的方式和时间。', 'Say how and when they consented.'),
  ),
  'applications.may_not_assist': refusal(
    403,
    s('您没有代办的职责', 'You may not apply for others'),
    s('请申请人本人办理，或由帮办代办员代办。', 'Let the applicant or an assistant do it.'),
  ),
  'applications.applicant_unknown': refusal(
    404,
    s('找不到申请人的账号', 'The applicant’s account is not known'),
    s('请核对登录名，或请申请人先注册。', 'Check the sign-in name, or let the applicant register first.'),
  ),
  'applications.file_unknown': refusal(
    422,
    s('材料“{name}”没有上传成功', 'The document “{name}” was not uploaded'),
    s('请重新上传。', 'Upload it again.'),
  ),
}
