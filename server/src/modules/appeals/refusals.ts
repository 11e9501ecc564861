/** What appeals refuse, in words. */
import type { RefusalTexts } from '#platform/refusals'

const s = (zh: string, en: string) => ({ zh, en })
const refusal = (status: number, title: ReturnType<typeof s>, next: ReturnType<typeof s>) => ({ status, title, next })

const intake: RefusalTexts = {
  'appeals.type_unknown': refusal(
    422,
    s('没有“{type}”这类诉求', 'There is no kind of matter “{type}”'),
    s('请从列出的类别中选择。', 'Choose one of those listed.'),
  ),
  'appeals.region_unknown': refusal(
    422,
    s('没有行政区划代码 {region}', 'There is no region with the code {region}'),
    s('请选择诉求所在的旗县区。', 'Choose the banner or district where it is.'),
  ),
  'appeals.ground_unknown': refusal(
    422,
    s('没有“{ground}”这个理由', 'There is no ground “{ground}”'),
    s('请从列出的理由中选择。', 'Choose one of those listed.'),
  ),
  'appeals.firm_needed': refusal(
    422,
    s('这类诉求由企业提出', 'Firms hand in matters of this kind'),
    s('请以您的企业名义提出。', 'Hand it in for your firm.'),
  ),
  'appeals.not_your_firm': refusal(
    403,
    s('您不能代表这家企业', 'You may not act for this firm'),
    s('请由法定代表人授权。', 'Have its legal representative authorise you.'),
  ),
  'appeals.call_unknown': refusal(
    422,
    s('没有收到这个来电的通话数据', 'The telephone exchange announced no such call'),
    s('请从来电列表中选择，或者不填。', 'Choose from the list of calls, or leave it out.'),
  ),
  'appeals.caller_unknown': refusal(
    422,
    s('没有这个账号', 'There is no such account'),
    s('请核对登录名，或者只填姓名和电话。', 'Check the sign-in name, or give name and telephone only.'),
  ),
  'appeals.signature_wrong': refusal(
    403,
    s('通话数据的签名不对，没有采用', 'The call data is not signed by the telephone exchange; it was not taken'),
    s('请检查话务平台的共享密钥和时间。', 'Check the shared key and the clock of the exchange.'),
  ),
  'appeals.calls_not_set_up': refusal(
    409,
    s('本平台没有接入话务平台', 'No telephone exchange is connected here'),
    s('请由管理员设置共享密钥。', 'An administrator sets the shared key.'),
  ),
}

const orders: RefusalTexts = {
  'appeals.order_unknown': refusal(
    404,
    s('没有这个工单', 'There is no such order'),
    s('请核对工单编号。', 'Check the number.'),
  ),
  'appeals.out_of_reach': refusal(
    403,
    s('您不能查看这个范围的工单', 'You may not look into these orders'),
    s('请选择本部门或者本地区。', 'Choose your own department or region.'),
  ),
  'appeals.not_supervisor': refusal(
    403,
    s('您不负责督办这个地区', 'You do not supervise this region'),
    s('请由当地监督人员办理。', 'Leave it to whoever supervises there.'),
  ),
  'appeals.not_given_yet': refusal(
    422,
    s('工单还没有派给承办单位', 'The order was not given to a department yet'),
    s('请先派单。', 'Dispatch it first.'),
  ),
  'appeals.only_lead': refusal(
    403,
    s('只有主办单位可以交办子工单', 'Only the lead department may hand out parts'),
    s('请由主办单位办理。', 'Leave it to the lead.'),
  ),
  'appeals.only_hotline': refusal(
    403,
    s('只有受理单位可以合并工单', 'Only the office that takes orders may merge them'),
    s('请由当地热线办理。', 'Leave it to the hotline there.'),
  ),
  'appeals.department_unknown': refusal(
    422,
    s('{department} 不能承办这个地方的工单', '{department} handles no orders of this place'),
    s('请选择服务该地的部门。', 'Choose a department that serves the place.'),
  ),
  'appeals.assists_itself': refusal(
    422,
    s('主办单位不能同时是协办单位', 'The lead cannot assist itself'),
    s('请去掉重复的部门。', 'Leave it out.'),
  ),
  'appeals.meeting_incomplete': refusal(
    422,
    s(
      '联席会议至少两个部门参加，并且包括全部协办单位',
      'A joint meeting has at least two departments, and all that assist',
    ),
    s('请填写参会部门。', 'Name those that came.'),
  ),
  'appeals.say_when': refusal(
    422,
    s('没有解决的，请写明依据或者办结日期', 'Where it is not solved, give the basis or the day by which it will be'),
    s('请补充后再答复。', 'Add it, then reply.'),
  ),
  'appeals.parts_open': refusal(
    409,
    s('还有{count}个子工单没有答复', '{count} parts are not answered yet'),
    s('请等待协办单位答复；确需先行答复的请确认。', 'Wait for them, or confirm that you answer all the same.'),
  ),
  'appeals.merge_ended': refusal(
    409,
    s('目标工单已经办结或者已被合并', 'The other order has ended or was merged'),
    s('请选择正在办理的工单。', 'Choose one that is under way.'),
  ),
  'appeals.merge_elsewhere': refusal(
    422,
    s('不同盟市的工单不能合并', 'Orders of different leagues are not merged'),
    s('请分别办理。', 'Handle each by itself.'),
  ),
  'appeals.call_not_bytes': refusal(
    415,
    s('通话数据要按字节签名提交', 'Call data is signed and sent as bytes'),
    s('请把同样的内容以 application/octet-stream 提交。', 'Send the same content as application/octet-stream.'),
  ),
  'appeals.merge_linked': refusal(
    422,
    s('其他平台转来的工单不能并入另一件', 'An order from another installation is not merged into one of ours'),
    s(
      '对方平台在等这件的结果。可以把另一件并入这一件。',
      'That installation waits for its end: merge the other one into it.',
    ),
  ),
  'appeals.duty_unknown': refusal(
    404,
    s('派单目录没有这一条', 'The duty catalogue has no such entry'),
    s('请刷新目录。', 'Refresh the catalogue.'),
  ),
}

const numbers: RefusalTexts = {
  'appeals.import_unknown': refusal(
    404,
    s('没有这次导入', 'There is no such import'),
    s('请核对编号，或者重新导入。', 'Check the number, or import again.'),
  ),
  'appeals.import_unreadable': refusal(
    422,
    s('文件读不了（{why}）', 'The file cannot be read ({why})'),
    s(
      '请上传 CSV 或 XLSX，第一行是列名，至少有“留言内容”和“地区”。',
      'Send CSV or XLSX whose first row names the columns, with text and place at least.',
    ),
  ),
  'appeals.period_too_long': refusal(
    422,
    s('时间段不对或者超过两年', 'The period is wrong or longer than two years'),
    s('请选择两年以内的时间段。', 'Choose at most two years.'),
  ),
}

const campaigns: RefusalTexts = {
  'appeals.campaign_unknown': refusal(
    404,
    s('没有这次回访', 'There is no such campaign'),
    s('请核对编号。', 'Check the number.'),
  ),
  'appeals.nothing_to_draw': refusal(
    422,
    s('这段时间没有可以抽取的已办结工单', 'No order ended in these days'),
    s('请换一段时间或者地区。', 'Choose other days or another region.'),
  ),
  'appeals.seed_wrong': refusal(
    422,
    s('随机种子不对（{why}）', 'The seed is wrong ({why})'),
    s('请核对彩票玩法、期号和开奖号码。', 'Check the game, the issue and the numbers.'),
  ),
  'appeals.seed_not_later': refusal(
    422,
    s('开奖时间必须在现在之后', 'The lottery must be drawn later than now'),
    s('请选择还没有开奖的一期。', 'Choose an issue that is not drawn yet.'),
  ),
  'appeals.seed_too_early': refusal(
    409,
    s('还没有到开奖时间', 'The lottery is not drawn yet'),
    s('请在开奖之后录入。', 'Enter the numbers afterwards.'),
  ),
  'appeals.drawn_already': refusal(
    409,
    s('样本已经抽出', 'The sample is drawn already'),
    s('请查看样本。', 'Look at the sample.'),
  ),
  'appeals.not_in_sample': refusal(
    409,
    s('这个工单不在样本里，或者结果已经录入', 'The order is not in the sample, or its result is entered already'),
    s('请刷新回访名单。', 'Refresh the list of calls.'),
  ),
}

const drafts: RefusalTexts = {
  'appeals.draft_unknown': refusal(
    404,
    s('没有这份草稿', 'There is no such draft'),
    s('可能已经提交或者删除，请查看我的诉求。', 'It may be handed in or thrown away; look at your appeals.'),
  ),
  'appeals.draft_changed': refusal(
    409,
    s('草稿已在别处修改', 'The draft was changed elsewhere'),
    s('请载入最新的草稿后继续填写。', 'Load the latest one and go on.'),
  ),
  'appeals.drafts_full': refusal(
    409,
    s('草稿太多', 'There are too many drafts'),
    s('请先提交或者删除一些草稿。', 'Hand some in or throw some away.'),
  ),
}

const exclusions: RefusalTexts = {
  'appeals.excluded_already': refusal(
    409,
    s('这个工单已经剔除', 'The order is excluded already'),
    s('请查看剔除公示。', 'Look at the public list.'),
  ),
  'appeals.objection_unknown': refusal(
    404,
    s('没有这条考核申诉', 'There is no such objection'),
    s('请核对编号。', 'Check the number.'),
  ),
  'appeals.only_lead_objects': refusal(
    403,
    s('只有主办单位的审批人员可以提出考核申诉', 'Only an approver of the department that led it may object'),
    s('请由主办单位提出。', 'Leave it to that department.'),
  ),
  'appeals.objection_late': refusal(
    409,
    s('考核申诉期限已过（{until}）', 'The time to object ended on {until}'),
    s('可以向监督人员反映情况。', 'Tell a supervisor.'),
  ),
  'appeals.objected_already': refusal(
    409,
    s('本单位已经对这个工单提出过考核申诉', 'The department objected to this order already'),
    s('请查看决定。', 'Look at what was decided.'),
  ),
  'appeals.lifted_on_appeal': refusal(
    409,
    s('这个工单的剔除已经申诉撤销，不能再次剔除', 'Its exclusion was lifted on appeal; it is not excluded again'),
    s('请按正常工单计算。', 'It counts like any other.'),
  ),
  'appeals.exclusion_unknown': refusal(
    404,
    s('没有这条剔除记录', 'There is no such exclusion'),
    s('请核对编号。', 'Check the number.'),
  ),
  'appeals.appealed_already': refusal(
    409,
    s('已经申诉过', 'It was appealed already'),
    s('请等待监督人员决定。', 'Wait for the decision.'),
  ),
  'appeals.nothing_to_decide': refusal(
    409,
    s('没有待决定的申诉', 'There is no appeal to decide'),
    s('请查看剔除公示。', 'Look at the public list.'),
  ),
  'appeals.decides_own': refusal(
    403,
    s('剔除是您作出的，不能由您决定申诉', 'It was you who excluded it'),
    s('请由其他监督人员决定。', 'Leave it to another supervisor.'),
  ),
}

export const appealsRefusals: RefusalTexts = {
  ...intake,
  ...orders,
  ...numbers,
  ...campaigns,
  ...drafts,
  ...exclusions,
}
