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
}
