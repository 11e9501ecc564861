/** What inspections refuses, in words. */
import type { RefusalTexts } from '#platform/refusals'

const text = (status: number, zh: readonly [string, string], en: readonly [string, string]) => ({
  status,
  title: { zh: zh[0], en: en[0] },
  next: { zh: zh[1], en: en[1] },
})

export const inspectionsRefusals: RefusalTexts = {
  'inspections.draw_unknown': text(
    404,
    ['没有这次抽取', '请核对抽取编号。'],
    ['No such draw', 'Check the number of the draw.'],
  ),
  'inspections.plan_unknown': text(
    422,
    ['没有这个抽查计划', '请先公布年度抽查计划，再从计划中发起抽取。'],
    ['No such plan', 'Publish the year’s plan first; a draw starts from a plan.'],
  ),
  'inspections.item_unknown': text(
    422,
    ['“{item}”不在抽查事项清单内', '请从清单中选择事项；清单以外的事项不得抽查。'],
    ['“{item}” is not on the list of items', 'Choose an item of the list; nothing else may be checked at random.'],
  ),
  'inspections.item_of_other_department': text(
    422,
    ['“{item}”不由 {department} 检查', '请选择负责该事项的部门。'],
    ['“{item}” is not checked by {department}', 'Choose the department the item belongs to.'],
  ),
  'inspections.not_in_plan': text(
    422,
    ['“{item}”不在该计划内', '计划以外不得抽查；请选择计划内的事项，或先公布补充计划。'],
    [
      '“{item}” is not in the plan',
      'Nothing outside the plan is checked; choose one of its items or publish a further plan.',
    ],
  ),
  'inspections.not_your_department': text(
    403,
    ['这不是您所在部门组织的抽取', '请联系组织抽取的部门。'],
    ['Your department does not hold this draw', 'Ask the department that does.'],
  ),
  'inspections.list_empty': text(
    422,
    ['没有符合条件的检查对象', '请放宽地区或行业条件。'],
    ['Nobody meets the criteria', 'Widen the region or the industries.'],
  ),
  'inspections.list_too_long': text(
    422,
    ['符合条件的检查对象超过 {most} 户', '请分地区或分行业发起抽取。'],
    ['More than {most} meet the criteria', 'Hold a draw for each region or industry.'],
  ),
  'inspections.list_unsound': text(
    422,
    ['名单不能用于抽取：{code}（{at}）', '请按提示修改名单后重试。'],
    ['The list can’t be drawn from: {code} ({at})', 'Change the list and try again.'],
  ),
  'inspections.too_few_inspectors': text(
    422,
    ['可派的执法检查人员不足：{at}', '每次检查不得少于两人，回避的不计；请补充检查人员名录。'],
    ['Too few inspectors: {at}', 'Each visit needs two, those who stand back not counted; add inspectors.'],
  ),
  'inspections.inspectors_below_two': text(
    422,
    ['每次检查不得少于 {least} 名执法人员', '请把人数改为 {least} 人以上。'],
    ['A visit needs at least {least} inspectors', 'Ask for {least} or more.'],
  ),
  'inspections.member_unknown': text(
    422,
    ['名单中没有 {member}', '请从名单中选择。'],
    ['{member} is not on the list', 'Choose from the list.'],
  ),
  'inspections.weighed_twice': text(
    422,
    ['{member} 填了两次权重', '每户只填一次，请删去多余的一行。'],
    ['{member} is given a weight twice', 'Say it once; take the other line out.'],
  ),
  'inspections.not_your_recusal': text(
    403,
    ['只能申报本人的回避', '请由本人申报，或由组织抽取的人员登记。'],
    ['You may declare your own recusal only', 'Let them declare it, or ask the organiser.'],
  ),
  'inspections.list_sealed': text(
    409,
    ['名单已封存，不能再改', '封存后的回避请按退出递补办理；名单确有错误的，公开重新抽取。'],
    [
      'The list is sealed and can’t be changed',
      'Who must stand back now is replaced as a drop-out; a wrong list is drawn anew in public.',
    ],
  ),
  'inspections.list_changed': text(
    409,
    ['名单与您看到的不一致', '请刷新后核对名单，再封存。'],
    ['The list is not the one you saw', 'Load the page anew, check the list, then seal it.'],
  ),
  'inspections.list_tampered': text(
    409,
    ['名单与封存时不一致，抽取停止', '请保留现场并报告审计；只能公开重新抽取。'],
    [
      'The list is not the one that was sealed; the draw stops',
      'Keep everything as it is and tell the auditor; only a new public draw can follow.',
    ],
  ),
  'inspections.not_committed': text(
    409,
    ['名单尚未封存，不能录入随机数', '请先封存名单并公布随机数来源。'],
    ['The list is not sealed yet', 'Seal the list and announce the seed first.'],
  ),
  'inspections.drawn_already': text(
    409,
    ['本次抽取已有结果', '结果不能替换；确需重抽的，说明理由后公开重新抽取。'],
    ['This draw has its result', 'It can’t be replaced; a new draw is a public act with its reason.'],
  ),
  'inspections.not_drawn': text(
    409,
    ['抽取尚未产生结果', '请等待随机数公布并录入。'],
    ['There is no result yet', 'Wait for the announced value and enter it.'],
  ),
  'inspections.published_already': text(
    409,
    ['结果已经公布', '无需重复公布。'],
    ['The result is published already', 'Nothing to do.'],
  ),
  'inspections.seed_not_later': text(
    422,
    ['随机数必须在封存之后产生（{at} 已过）', '请选择封存之后的开奖期次或信标轮次。'],
    ['The seed must come to be after the list is sealed ({at} has passed)', 'Choose a later issue or round.'],
  ),
  'inspections.seed_too_early': text(
    409,
    ['公布的随机数 {at} 才产生', '请到时再录入。'],
    ['The announced value comes to be at {at}', 'Enter it then.'],
  ),
  'inspections.seed_source_unknown': text(
    422,
    ['没有“{source}”这个随机数来源', '请从列出的来源中选择。'],
    ['No source of seeds “{source}”', 'Choose one of those listed.'],
  ),
  'inspections.seed_malformed': text(
    422,
    ['随机数的约定无法使用：{why}', '请核对期次、时间和参与方。'],
    ['The announced seed can’t be used: {why}', 'Check issue, times and parties.'],
  ),
  'inspections.seed_wrong': text(
    422,
    ['录入的随机数不符：{why}', '请核对原始公告后重新录入。'],
    ['The value does not fit: {why}', 'Compare it with the original and enter it again.'],
  ),
  'inspections.same_person_twice': text(
    409,
    ['您已录入过开奖号码，第二次须由另一人录入', '请另一名有权限的人员独立录入。'],
    ['You have entered the numbers; the second time somebody else must', 'Ask another person who may.'],
  ),
  'inspections.entries_differ': text(
    409,
    ['两人录入的号码不一致，均已作废并留痕', '请两人各自核对开奖公告后重新录入。'],
    [
      'The two readings differ; both are kept on record and don’t count',
      'Both compare with the announcement and enter again.',
    ],
  ),
  'inspections.fallback_needed': text(
    409,
    ['有参与方未揭示：{parties}', '请录入事先公布的替代信标轮次。'],
    ['Parties did not reveal: {parties}', 'Enter the round that was announced to take their place.'],
  ),
  'inspections.no_beacon_connection': text(
    409,
    ['本平台没有连接随机信标', '请从信标网站复制该轮的签名录入；签名由平台核验，谁录入都一样。'],
    [
      'This installation is not connected to the beacon',
      'Copy the round’s signature from its site; it is verified here, whoever enters it.',
    ],
  ),
  'inspections.moved_on': text(
    409,
    ['他人刚刚操作了这次抽取', '请刷新后重试。'],
    ['Somebody else has just acted on this draw', 'Load the page anew and try again.'],
  ),
  'inspections.redrawn_already': text(
    409,
    ['这次抽取已经重新抽取过，或者有一次重新抽取正在准备', '请查看较新的那次抽取；还没有封存的，可以说明理由后作废。'],
    [
      'This draw has been drawn anew already, or a redraw is being prepared',
      'See the newer draw; one that is not sealed can be given up with its reason.',
    ],
  ),
  'inspections.given_up': text(
    409,
    ['这次抽取没有封存就已作废', '请另行发起抽取。'],
    ['This draw was given up before it was sealed', 'Prepare another.'],
  ),
  'inspections.not_published': text(
    403,
    ['抽取结果尚未公布', '公布后任何人都可以下载并重演。'],
    ['The result is not published yet', 'Once it is, anybody can download and replay it.'],
  ),
}
