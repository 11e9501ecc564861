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
    s('这本证照当前不是有效状态，不能放入卡包', 'The licence is not in force and cannot be put into a wallet'),
    s('请在“我的证照”查看原因。', 'See the reason among your licences.'),
  ),
  'credentials.request_unknown': refusal(
    404,
    s('没有这次核验请求', 'There is no such request'),
    s('请重新发起。', 'Make a new one.'),
  ),
}
