/** What policies refuse, in words. */
import type { RefusalTexts } from '#platform/refusals'

const look = { zh: '请刷新页面，查看最新情况。', en: 'Reload the page and look again.' }

export const policiesRefusals: RefusalTexts = {
  'policies.policy_unknown': {
    status: 404,
    title: { zh: '没有这项政策', en: 'There is no such policy' },
    next: { zh: '请在政策目录里查找。', en: 'Look for it in the list of policies.' },
  },
  'policies.base_too_large': {
    status: 409,
    title: {
      zh: '全部企业的事实需要 {needed} MB 内存，超过了给它的 {allowed} MB',
      en: 'The facts of all firms need {needed} MB of memory, more than the {allowed} MB set aside for them',
    },
    next: {
      zh: '请系统管理员调大 STEPPE_POLICY_BASE_MB 后重新启动。',
      en: 'Ask the operator to raise STEPPE_POLICY_BASE_MB and start again.',
    },
  },
  'policies.version_not_sealed': {
    status: 404,
    title: { zh: '这个版本没有存证', en: 'This version is not sealed' },
    next: {
      zh: '启用存证以前发布的版本、没有废止的版本没有证明，以原文为准。',
      en: 'What was published before sealing began, and a repeal that there is not, has none; the document counts.',
    },
  },
  'policies.version_unknown': {
    status: 404,
    title: { zh: '没有这个版本', en: 'There is no such version' },
    next: { zh: '请从版本列表里选择。', en: 'Choose from the list of versions.' },
  },
  'policies.not_in_force': {
    status: 409,
    title: { zh: '这项政策现在不在有效期内', en: 'This policy is not in force' },
    next: { zh: '请查看它的起止日期和新版本。', en: 'See its days and whether there is a newer one.' },
  },
  'policies.no_firm': {
    status: 409,
    title: { zh: '您还没有可以代表办事的企业', en: 'There is no firm you may act for' },
    next: {
      zh: '法定代表人可以认领企业；经办人请由法定代表人授权。',
      en: 'Its representative can claim the firm; others need an authorisation.',
    },
  },
  'policies.not_your_firm': {
    status: 403,
    title: { zh: '您不能代表这家企业', en: 'You may not act for this firm' },
    next: { zh: '请由法定代表人授权后再办理。', en: 'Ask its representative to authorise you.' },
  },
  'policies.fact_unknown': {
    status: 422,
    title: { zh: '事实目录里没有“{fact}”', en: '“{fact}” is not a known fact' },
    next: { zh: '请从页面列出的问题里选择。', en: 'Answer one of the questions on the page.' },
  },
  'policies.fact_wrong': {
    status: 422,
    title: { zh: '“{fact}”填得不对', en: '“{factEn}” has a wrong value' },
    next: { zh: '请核对数字、单位和日期后再填。', en: 'Check the number, its unit and the day.' },
  },
  'policies.not_eligible': {
    status: 409,
    title: { zh: '按现有信息不符合条件', en: 'The conditions are not met' },
    next: { zh: '请查看哪一条不符合；信息有误可以更正。', en: 'See which condition fails; correct what is wrong.' },
  },
  'policies.not_known_yet': {
    status: 409,
    title: { zh: '还缺信息，暂时不能判断', en: 'Facts are missing to decide' },
    next: { zh: '请先补充页面上列出的信息。', en: 'Supply what the page asks for first.' },
  },
  'policies.displaced': {
    status: 409,
    title: { zh: '同类政策不重复享受，您的企业可以享受更高的一项', en: 'A policy that gives more takes its place' },
    next: { zh: '请申领更高的一项。', en: 'Claim the one that gives more.' },
  },
  'policies.account_needed': {
    status: 422,
    title: { zh: '请填写收款账户', en: 'An account is needed' },
    next: { zh: '户名、开户银行和账号都要填。', en: 'Give name, bank and number.' },
  },
  'policies.claimed_already': {
    status: 409,
    title: { zh: '已经申领过，办件编号 {case}', en: 'Claimed already, case {case}' },
    next: { zh: '请在“我的办件”查看进度。', en: 'Follow it under your cases.' },
  },
  'policies.rival_claimed': {
    status: 409,
    title: { zh: '同类政策只能享受一项，您已申领另一项', en: 'Only one of these can be had, and another is claimed' },
    next: { zh: '如要改选，请先撤回另一项申领。', en: 'Withdraw the other claim first to choose this one.' },
  },
  'policies.free_of_application': {
    status: 409,
    title: { zh: '这项政策免申即享，不用申请', en: 'This is given without an application' },
    next: { zh: '列入名单后会通知您确认账户。', en: 'You are told when the firm is on the list.' },
  },
  'policies.no_department': {
    status: 409,
    title: { zh: '当地没有对应的承办部门（{kind}）', en: 'No office of the kind {kind} serves this place' },
    next: { zh: '请拨打 12345 咨询。', en: 'Call 12345.' },
  },
  'policies.department_unknown': {
    status: 404,
    title: { zh: '没有这个部门', en: 'There is no such department' },
    next: { zh: '请核对部门编码。', en: 'Check its code.' },
  },
  'policies.not_your_department': {
    status: 403,
    title: { zh: '您在这个部门没有这项权限', en: 'You do not hold this permission there' },
    next: { zh: '请联系本部门的政策管理人员。', en: 'Ask the colleague who manages policies.' },
  },
  'policies.not_your_policy': {
    status: 409,
    title: { zh: '编号“{id}”已被其他部门的政策使用', en: 'The id “{id}” belongs to another office’s policy' },
    next: { zh: '请换一个编号。', en: 'Choose another id.' },
  },
  'policies.from_a_pack': {
    status: 409,
    title: { zh: '这项政策来自数据包，不能在这里修改', en: 'This policy comes from a pack and is not edited here' },
    next: { zh: '请修改数据包，或另建一项地方政策。', en: 'Change the pack, or write a policy of your own.' },
  },
  'policies.published_already': {
    status: 409,
    title: { zh: '这个版本已经发布', en: 'This version is published' },
    next: { zh: '如要修改，请保存为新版本的草稿。', en: 'Save a draft of a new version to change it.' },
  },
  'policies.not_sound': {
    status: 422,
    title: {
      zh: '规则有 {count} 处问题，不能发布：{place} {first}',
      en: '{count} faults keep it from being published: {place} {firstEn}',
    },
    next: { zh: '{advice}', en: '{adviceEn}' },
  },
  'policies.day_passed': {
    status: 422,
    title: { zh: '日期已经过去', en: 'The day has passed' },
    next: { zh: '请选择今天或以后的日期。', en: 'Choose today or a later day.' },
  },
  'policies.repealed_already': {
    status: 409,
    title: { zh: '已于 {on} 废止', en: 'Repealed on {on}' },
    next: look,
  },
  'policies.suite_unknown': {
    status: 404,
    title: { zh: '没有这份清单', en: 'There is no such list' },
    next: { zh: '请在政策清单里查找。', en: 'Look for it among the lists.' },
  },
  'policies.suite_first': {
    status: 404,
    title: { zh: '这是第一版，没有可以对比的', en: 'It is the first; there is nothing to compare with' },
    next: { zh: '请查看清单本身。', en: 'Read the list itself.' },
  },
  'policies.suite_repealed': {
    status: 409,
    title: { zh: '这份清单已于 {on} 废止', en: 'This list was repealed on {on}' },
    next: { zh: '请在新的清单里分解任务。', en: 'Give out the tasks of the list that replaced it.' },
  },
  'policies.needs_application': {
    status: 409,
    title: { zh: '这项政策需要申请，不能免申即享', en: 'This policy needs an application' },
    next: { zh: '请选择标明“免申即享”的政策。', en: 'Choose one that is given without an application.' },
  },
  'policies.nobody_found': {
    status: 409,
    title: { zh: '没有找到新的符合条件的企业', en: 'The rule finds no firm that was not found before' },
    next: { zh: '请先更新企业信息，或查看已有批次。', en: 'Bring the facts up to date, or see the rounds there are.' },
  },
  'policies.round_unknown': {
    status: 404,
    title: { zh: '没有这个批次，或尚未公示', en: 'There is no such round, or it is not public yet' },
    next: { zh: '请在公示列表里查找。', en: 'Look among those in public notice.' },
  },
  'policies.round_elsewhere': {
    status: 409,
    title: { zh: '这个批次已进入下一步', en: 'The round has gone on' },
    next: look,
  },
  'policies.no_award': {
    status: 404,
    title: { zh: '名单里没有这家企业', en: 'The firm is not on this list' },
    next: { zh: '如认为应列入，请向承办部门提出。', en: 'Tell the office if you think it should be.' },
  },
  'policies.award_elsewhere': {
    status: 409,
    title: { zh: '现在不是这一步', en: 'The award is at another step' },
    next: look,
  },
  'policies.nobody_confirmed': {
    status: 409,
    title: { zh: '还没有企业确认账户', en: 'No firm has confirmed yet' },
    next: { zh: '请等企业确认后再公示。', en: 'Wait until firms have confirmed.' },
  },
  'policies.notice_runs': {
    status: 409,
    title: { zh: '公示期到 {until} 为止，尚未届满', en: 'The notice runs until {until}' },
    next: { zh: '请在期满后再结束公示。', en: 'End it on a later day.' },
  },
  'policies.notice_first': {
    status: 409,
    title: { zh: '公示期满后才能生成拨付清单', en: 'There is no payment file before the notice is over' },
    next: { zh: '请先完成公示。', en: 'Finish the notice first.' },
  },
  'policies.objection_open': {
    status: 409,
    title: { zh: '还有 {count} 件异议没有处理完', en: '{count} objections are still open' },
    next: { zh: '请先办结异议。', en: 'Decide them first.' },
  },
  'policies.not_in_notice': {
    status: 409,
    title: { zh: '现在不在公示期内', en: 'It is not in public notice now' },
    next: { zh: '如有问题可以向承办部门反映。', en: 'Tell the office if something is wrong.' },
  },
  'policies.reference_needed': {
    status: 422,
    title: { zh: '请填写拨付凭证号', en: 'The reference of the payment is missing' },
    next: { zh: '凭证号由银行或国库支付系统给出。', en: 'The bank or the treasury gives it.' },
  },
  'policies.nothing_to_pay': {
    status: 409,
    title: { zh: '没有待拨付的企业', en: 'Nothing waits to be paid' },
    next: look,
  },
  'policies.not_paid': {
    status: 409,
    title: { zh: '还没有拨付，不用更正或追回', en: 'It was not paid yet' },
    next: { zh: '拨付前有问题，请按公示异议处理。', en: 'Before payment, an objection is the way.' },
  },
  'policies.amount_needed': {
    status: 422,
    title: { zh: '请填写金额', en: 'The amount is missing' },
    next: { zh: '金额应大于 0 元。', en: 'It must be above zero.' },
  },
  'policies.more_than_paid': {
    status: 422,
    title: { zh: '追回金额不能超过已拨付的 {amount} 元', en: 'No more can be taken back than the {amount} yuan paid' },
    next: { zh: '请改正金额。', en: 'Correct the amount.' },
  },
}
