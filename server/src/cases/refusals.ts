/** What the case engine refuses, in words. */
import type { RefusalTexts } from '#platform/refusals'

const s = (zh: string, en: string) => ({ zh, en })
const refusal = (status: number, title: ReturnType<typeof s>, next: ReturnType<typeof s>) => ({ status, title, next })

export const casesRefusals: RefusalTexts = {
  'cases.case_unknown': refusal(
    404,
    s('没有这个办件', 'There is no such case'),
    s('请核对办件编号。', 'Check the case number.'),
  ),
  'cases.not_yours': refusal(
    403,
    s('您不能查看或办理这个办件', 'You may not see or act on this case'),
    s('如工作需要，请联系经办部门。', 'If your work needs it, ask the department in charge.'),
  ),
  'cases.other_department': refusal(
    403,
    s('这一步由{department}办理', 'This step belongs to {department}'),
    s('请由该部门办理，或由其转办给您。', 'Leave it to that department, or have it handed over to you.'),
  ),
  'cases.other_role': refusal(
    403,
    s('这一步需要“{role}”办理', 'This step needs the role {role}'),
    s('请由有相应职责的同事办理。', 'Leave it to a colleague with that role.'),
  ),
  'cases.signature_not_asked': refusal(
    403,
    s('这一步没有请您会签', 'Your signature is not asked at this step'),
    s('由经办人加签后即可会签。', 'Whoever does the step can ask for it.'),
  ),
  'cases.colleague_unknown': refusal(
    422,
    s('所选人员与本办件的经办部门无关', 'This person works in no office that has to do with the case'),
    s('请从同事名单中选择。', 'Choose from the list of colleagues.'),
  ),
  'cases.asks_oneself': refusal(
    422,
    s('不能转办给自己，也不能请自己会签', 'Nobody hands a step to themselves, or asks for their own signature'),
    s('请选择另一位同事，或者直接办理。', 'Choose a colleague, or do the step.'),
  ),
  'cases.held_by_other': refusal(
    403,
    s('这一步已交由{holder}办理', 'This step was handed to {holder}'),
    s('如需办理，请由其转回。', 'Ask them to hand it back.'),
  ),
  'cases.only_applicant': refusal(
    403,
    s('只有申请人或其代办人可以这样做', 'Only the applicant or their agent may do this'),
    s('请联系申请人。', 'Contact the applicant.'),
  ),
  'cases.changed_meanwhile': refusal(
    409,
    s('这个办件刚刚有了新的进展，本次操作没有执行', 'The case has just moved on; this was not done'),
    s('请刷新后查看最新情况，再决定是否继续。', 'Refresh, look at the latest state, then decide again.'),
  ),
  'cases.not_the_next_act': refusal(
    409,
    s('这个办件刚刚有了新的进展，本次操作没有执行', 'The case has just moved on; this was not done'),
    s('请刷新后重试。', 'Refresh and try again.'),
  ),
  'cases.already_open': refusal(
    409,
    s('办件已经建立', 'The case is open already'),
    s('请直接办理。', 'Go on with it.'),
  ),
  'cases.case_ended': refusal(
    409,
    s('办件已经结束', 'The case has ended'),
    s('如有异议，可申请行政复议或提起诉讼；也可以评价。', 'You may rate it, or ask for review.'),
  ),
  'cases.task_gone': refusal(
    409,
    s('这一步已经办完或不存在', 'This step is done or does not exist'),
    s('请刷新后查看当前步骤。', 'Refresh to see the current step.'),
  ),
  'cases.outcome_unknown': refusal(
    422,
    s('这一步没有这种结果', 'This step has no such outcome'),
    s('可选：{outcomes}。', 'Possible: {outcomes}.'),
  ),
  'cases.waits_for_applicant': refusal(
    409,
    s('正在等申请人补正材料', 'The case waits for the applicant to correct it'),
    s('补正后会自动回到您的待办。', 'It returns to your inbox once corrected.'),
  ),
  'cases.clock_stands': refusal(
    409,
    s('特别程序进行中，办理时限暂停', 'A special procedure runs and the clock stands'),
    s('请先结束特别程序。', 'End the special procedure first.'),
  ),
  'cases.clock_runs': refusal(
    409,
    s('当前没有特别程序', 'No special procedure is running'),
    s('无需恢复计时。', 'There is nothing to resume.'),
  ),
  'cases.clock_not_running': refusal(
    409,
    s('办理时限尚未开始或已经结束', 'The clock has not started or has ended'),
    s('受理之后、决定之前才可以这样做。', 'Possible only between acceptance and decision.'),
  ),
  'cases.reason_needed': refusal(
    422,
    s('请写明理由', 'A reason is needed'),
    s('对申请人不利的决定和退回都应当说明理由。', 'Refusals, denials and returns must give their reason.'),
  ),
  'cases.nothing_named': refusal(
    422,
    s('没有写明具体内容', 'Nothing was named'),
    s('请逐项列出。', 'List each point.'),
  ),
  'cases.may_not_follow': refusal(
    422,
    s('办事指南没有把这些材料列为可容缺：{materials}', 'The guide does not let these follow: {materials}'),
    s('请一次告知补正，或者只选指南上可容缺的材料。', 'Ask for a correction, or choose what the guide lets follow.'),
  ),
  'cases.came_in': refusal(
    409,
    s('这些材料已经交来，不必后补：{materials}', 'These have come in and need not follow: {materials}'),
    s(
      '请受理；材料不合要求的，请一次告知补正。',
      'Accept the application, or ask for a correction where they are not right.',
    ),
  ),
  'cases.day_out_of_range': refusal(
    422,
    s('日期应在明天至最长期限之间', 'The day must lie between tomorrow and the longest term'),
    s('请改选日期。', 'Choose another day.'),
  ),
  'cases.correction_told_once': refusal(
    409,
    s('补正已经一次性告知过，不能再次要求补正', 'A correction was asked for once and cannot be asked again'),
    s('请作出受理或者不予受理的决定。', 'Accept the application or refuse it.'),
  ),
  'cases.correction_only_before_acceptance': refusal(
    409,
    s('受理之后不能再要求补正', 'A correction can be asked for only before acceptance'),
    s('如需核查，请启动特别程序或依法作出决定。', 'Start a special procedure or decide.'),
  ),
  'cases.nothing_to_correct': refusal(
    409,
    s('当前没有需要补正的内容', 'There is nothing to correct'),
    s('请查看办理进度。', 'Look at the progress.'),
  ),
  'cases.nothing_missing': refusal(
    409,
    s('当前没有待补的材料', 'No material is missing'),
    s('请查看办理进度。', 'Look at the progress.'),
  ),
  'cases.still_missing': refusal(
    422,
    s('仍缺：{materials}', 'Still missing: {materials}'),
    s('请一并上传。', 'Upload them together.'),
  ),
  'cases.approved_while_missing': refusal(
    409,
    s('容缺受理的材料还没有补齐，不能作出准予决定', 'What was to follow is not here yet; this cannot be approved'),
    s(
      '请等申请人在 {day} 前补齐；到期未补的，视为撤回申请。',
      'Wait until the applicant has sent it, by {day}; if they do not, the application counts as withdrawn.',
    ),
  ),
  'cases.procedure_unknown': refusal(
    422,
    s('不是法定的特别程序：{procedure}', 'Not a special procedure of the law: {procedure}'),
    s('请从列表中选择。', 'Choose from the list.'),
  ),
  'cases.term_over': refusal(
    409,
    s('办理期限已过，不能再暂停或者延长', 'The term has run out; it can be neither stopped nor extended'),
    s('请尽快作出决定，并说明超期原因。', 'Decide as soon as you can, and say why it is late.'),
  ),
  'cases.hearing_offered': refusal(
    409,
    s('已经告知过听证权利', 'The applicant was told of the right to a hearing already'),
    s('请按申请人的答复办理。', 'Go on as the applicant answers.'),
  ),
  'cases.no_hearing_offered': refusal(
    409,
    s('现在没有待您答复的听证告知', 'No hearing waits for your answer'),
    s('请查看办理进度。', 'See how far the case is.'),
  ),
  'cases.hearing_late': refusal(
    409,
    s('申请听证的期限（{day}）已过', 'The days to ask for a hearing ended on {day}'),
    s('如有意见，可以书面向经办部门陈述。', 'You can still write to the department.'),
  ),
  'cases.no_hearing_asked': refusal(
    409,
    s('申请人没有申请听证', 'The applicant asked for no hearing'),
    s('请先告知听证权利，申请人申请后再发听证通知。', 'Tell them of the right first; call it once they ask for it.'),
  ),
  'cases.hearing_notice_short': refusal(
    409,
    s('听证定得太近，最早可以定在 {day}', 'That is too soon: it can be held on {day} at the earliest'),
    s('请改定为 {day} 或者以后，让申请人有时间准备。', 'Choose {day} or later, so that they can prepare.'),
  ),
  'cases.hearing_held_late': refusal(
    409,
    s('听证最迟应当在 {day} 举行', 'The hearing has to be held by {day}'),
    s('请改定更早的日期。', 'Choose an earlier day.'),
  ),
  'cases.hearing_may_be_asked': refusal(
    409,
    s(
      '申请人在 {day} 前可以申请听证，现在不能作出决定',
      'The applicant may ask for a hearing until {day}; nothing can be decided yet',
    ),
    s(
      '申请人答复不需要听证，或者期满未申请后，再作出决定。',
      'Decide once they say that they want none, or after that day.',
    ),
  ),
  'cases.extended_already': refusal(
    409,
    s('已经延长过，不能再次延长', 'The term was extended already'),
    s('请在期限内作出决定。', 'Decide within the term.'),
  ),
  'cases.extension_too_long': refusal(
    422,
    s('延长不得超过 {longest} {unit}', 'An extension may not exceed {longest} {unit}'),
    s('请缩短延长的时间，单位与原期限一致。', 'Choose less, in the unit of the limit itself.'),
  ),
  'cases.decided_already': refusal(
    409,
    s('已经作出决定，不能撤回申请', 'The decision was made; the application cannot be withdrawn'),
    s('如不需要结果，可申请注销。', 'You may ask for cancellation of the result.'),
  ),
  'cases.no_promise': refusal(
    409,
    s('这个办件不是以告知承诺方式办理的', 'This case was not decided on a promise'),
    s('无需核查承诺。', 'There is no promise to check.'),
  ),
  'cases.promise_checked': refusal(
    409,
    s('承诺已经核查过', 'The promise was checked already'),
    s('请查看核查结果。', 'Look at the result.'),
  ),
  'cases.already_rated': refusal(
    409,
    s('您已经评价过这个办件', 'You have rated this case already'),
    s('一次办理只评价一次，评价不会被修改或删除。', 'One rating a case; it is never changed or deleted.'),
  ),
  'cases.nothing_due': refusal(409, s('没有到期的事项', 'Nothing is due'), s('无需处理。', 'There is nothing to do.')),
  'cases.process_refuses': refusal(
    409,
    s('流程不允许这样做（{why}）', 'The process does not allow this ({why})'),
    s('请查看流程图上的当前位置。', 'Look at the live position on the diagram.'),
  ),
  'cases.not_ended': refusal(
    409,
    s('办件还没有办结', 'The case has not ended yet'),
    s(
      '办结后可以评价；对结果不满意的诉求，办结后可以要求重新办理。',
      'Once it has ended you can rate it; an appeal can be opened again then.',
    ),
  ),
  'cases.not_refused': refusal(
    409,
    s('这个工单没有被不予受理', 'The order was not refused'),
    s('请刷新后查看工单的状态。', 'Look at the order anew.'),
  ),
  'cases.no_order': refusal(
    422,
    s('这不是诉求工单', 'This is not an order'),
    s('请在办件页面办理。', 'Work on it as a case.'),
  ),
  'cases.not_for_this_step': refusal(
    422,
    s('“{step}”这一步不能这样办理', 'The step “{step}” is not done this way'),
    s('请按页面列出的可办事项办理。', 'Do one of the acts the page lists.'),
  ),
  'cases.signed_already': refusal(
    409,
    s('这个工单已经签收', 'The order was signed for already'),
    s('请直接办理。', 'Go on with it.'),
  ),
  'cases.returned_too_often': refusal(
    422,
    s('退单最多{most}次，已经用完', 'An order may be returned {most} times; that is used up'),
    s('请办理；确有争议的由会商决定。', 'Handle it; a dispute is for the conference.'),
  ),
  'cases.return_too_late': refusal(
    422,
    s('已过退单时限', 'It is too late to return the order'),
    s('请办理，或者申请延期、协办。', 'Handle it, or ask for an extension or for help of another department.'),
  ),
  'cases.say_how_it_ended': refusal(
    422,
    s('请填写是否解决、是否满意', 'Say whether it was solved and how satisfied the person is'),
    s('联系不上的请填写无效回访的理由。', 'Where nobody was reached, give the ground.'),
  ),
  'cases.reopen_over': refusal(
    422,
    s('要求重新办理的期限已于{until}届满', 'The time for having it opened again ended on {until}'),
    s('有新情况请另行提出。', 'Hand in what is new.'),
  ),
  'cases.not_merged': refusal(
    409,
    s('这个工单没有被合并', 'The order was not merged'),
    s('请刷新后查看。', 'Refresh and look again.'),
  ),
  'cases.merge_into_itself': refusal(
    422,
    s('不能把工单并入它自己', 'An order cannot be merged into itself'),
    s('请选择另一个工单。', 'Choose another order.'),
  ),
}
