/** What credentials refuse, in words. */
import type { RefusalTexts } from '#platform/refusals'

const s = (zh: string, en: string) => ({ zh, en })
const refusal = (status: number, title: ReturnType<typeof s>, next: ReturnType<typeof s>) => ({ status, title, next })

export const credentialsRefusals: RefusalTexts = {
  'credentials.type_unknown': refusal(
    404,
    s('没有“{type}”这种证照', 'There is no licence type “{type}”'),
    s('请从证照目录中选择。', 'Choose a type from the list.'),
  ),
  'credentials.licence_unknown': refusal(
    404,
    s('没有找到这本证照', 'There is no such licence'),
    s('请核对证照标识，或到发证机关查询。', 'Check the identifier, or ask the issuing department.'),
  ),
  'credentials.holder_kind': refusal(
    422,
    s('“{type}”只发给个人', '“{typeEn}” is issued to persons only'),
    s('请填写持证人本人。', 'Name the person who holds it.'),
  ),
  'credentials.department_unknown': refusal(
    422,
    s('没有发证机关“{department}”', 'There is no issuing department “{department}”'),
    s('请核对发证机关代码。', 'Check the code of the department.'),
  ),
  'credentials.ends_before_it_begins': refusal(
    422,
    s('有效期截止日早于发证日', 'The last day lies before the day of issue'),
    s('请更正有效期。', 'Correct the last day.'),
  ),
  'credentials.no_such_change': refusal(
    409,
    s('这本证照当前的状态不能作此变更', 'In its present state this cannot be done to the licence'),
    s('请刷新页面，查看证照现状和可作的变更。', 'Refresh the page to see its state and what can be done.'),
  ),
  'credentials.changed_meanwhile': refusal(
    409,
    s('这本证照刚刚有了新的变更', 'The licence has just been changed'),
    s('请刷新后按最新状态办理。', 'Refresh and decide on its latest state.'),
  ),
  'credentials.not_the_issuer': refusal(
    403,
    s('只有发证机关可以变更这本证照', 'Only the issuing department may change this licence'),
    s('请移送发证机关处理。', 'Pass the matter on to the department that issued it.'),
  ),
  'credentials.not_yours': refusal(
    403,
    s('这不是您的证照', 'This licence is not yours'),
    s('请用持证人的账号登录；工作人员请通过办件用证。', 'Sign in as its holder; staff call a licence through a case.'),
  ),
  'credentials.no_identifier': refusal(
    422,
    s('这不是电子证照标识', 'This is no licence identifier'),
    s('标识以 1.2.156.3005.2 开头，请扫码或完整复制。', 'It begins with 1.2.156.3005.2: scan it, or copy it whole.'),
  ),
  'credentials.check_character_wrong': refusal(
    422,
    s('标识的校验位不符，可能抄错了', 'The check character is wrong: it may have been copied wrongly'),
    s('请逐位核对，或改用扫码。', 'Compare it sign by sign, or scan it.'),
  ),
  'credentials.token_refused': refusal(
    422,
    s('这份凭证没有通过核验：{why}', 'The credential was not accepted: {whyEn}'),
    s('请持证人重新出示，或用证照标识核验。', 'Let the holder show it anew, or check by the identifier.'),
  ),
  'credentials.list_unknown': refusal(
    404,
    s('没有这份状态列表', 'There is no such status list'),
    s('请使用证照中写明的地址。', 'Use the address that the licence names.'),
  ),
  'credentials.say_why': refusal(
    422,
    s('请写明理由和法律依据', 'Say the reason and the legal basis'),
    s('持证人会看到您写的内容。', 'The holder will read what you write.'),
  ),
  'credentials.not_in_force': refusal(
    409,
    s(
      '这本证照当前不是有效状态，不能出示或放入卡包',
      'The licence is not in force: it can be neither shown nor put into a wallet',
    ),
    s('请在“我的证照”查看原因。', 'See the reason among your licences.'),
  ),
  'credentials.request_unknown': refusal(
    404,
    s('没有这次核验请求', 'There is no such request'),
    s('请重新发起。', 'Make a new one.'),
  ),
  'credentials.case_not_yours': refusal(
    403,
    s('这个办件不由您所在的部门办理', 'Your department has no work in this case'),
    s('只能为本部门正在办理的办件用证。', 'A licence can be called for a case of your own department only.'),
  ),
  'credentials.case_over': refusal(
    409,
    s('这个办件已经办完，不能再用证', 'The case is over: no licence can be called for it any more'),
    s('需要留存的，请查看办件中已有的用证记录。', 'What was called before stands in the case.'),
  ),
  'credentials.other_item': refusal(
    422,
    s('事项与办件不一致', 'The item is not that of the case'),
    s('请从办件页面用证。', 'Call the licence from the page of the case.'),
  ),
  'credentials.item_may_not_see': refusal(
    403,
    s('办理这个事项不需要这种证照', 'This item has no need of such a licence'),
    s(
      '确有需要的，请由事项主管部门提出，写入用证范围。',
      'If it has, let the department in charge of the item ask for it.',
    ),
  ),
  'credentials.not_about_holder': refusal(
    403,
    s('这本证照不是该办件申请人的', 'This licence is not the applicant’s'),
    s('请核对证照和办件。', 'Compare the licence with the case.'),
  ),
  'credentials.nothing_held': refusal(
    404,
    s('证照库中没有申请人的这种证照', 'The applicant holds no such licence electronically'),
    s('请按材料清单由申请人提供。', 'Ask the applicant for it as the list of materials says.'),
  ),
  'credentials.authorisation_asked': refusal(
    409,
    s('已请持证人授权，正在等待答复', 'The holder was asked and has not answered yet'),
    s('持证人同意后再次用证即可。', 'Call again when they have agreed.'),
  ),
  'credentials.authorisation_refused': refusal(
    403,
    s('持证人不同意提供这本证照', 'The holder does not agree'),
    s('请由持证人自行提交材料。', 'Let them hand in the document themselves.'),
  ),
  'credentials.authorisation_over': refusal(
    409,
    s('持证人的授权已过期', 'The authorisation has run out'),
    s('请由持证人提交材料。', 'Let the holder hand in the document.'),
  ),
  'credentials.authorisation_unknown': refusal(
    404,
    s('没有等待您答复的这项授权', 'No such question waits for your answer'),
    s('它可能已经答复或者过期。', 'It may have been answered, or have run out.'),
  ),
  'credentials.too_many_calls': refusal(
    429,
    s('一小时内用证次数过多（{count} 次）', 'Too many calls within an hour ({count})'),
    s('请稍后再试；批量核查请走数据共享审批。', 'Try later; checks in bulk need an approval of their own.'),
  ),
  'credentials.outside_your_region': refusal(
    403,
    s('这个地区不在您的审计范围内', 'You do not audit this region'),
    s('请选择您负责的地区。', 'Choose a region that is yours.'),
  ),
  'credentials.key_unusable': refusal(
    422,
    s('这台设备的密钥无法使用', 'The key of this device is unusable'),
    s('请刷新页面重试。', 'Reload the page and try again.'),
  ),
}
