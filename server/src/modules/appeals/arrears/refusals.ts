/** What claims for money owed refuse, in words. */
import type { RefusalTexts } from '#platform/refusals'

const s = (zh: string, en: string) => ({ zh, en })

/** What the law or the numbers do not allow to compute; the codes follow the faults of the kernel. */
const computing: RefusalTexts = {
  'appeals.arrears_acceptance_open': {
    status: 422,
    title: s('检验或者验收还没有结果，付款期限尚未起算', 'Acceptance is still open: the term of payment has not begun'),
    next: s(
      '如果是对方拖延验收，请填写约定的验收截止日并勾选“对方拖延”。',
      'If the debtor puts it off, give the last day agreed for acceptance and say so.',
    ),
  },
  'appeals.arrears_term_not_set': {
    status: 422,
    title: s(
      '合同签订时的条例没有规定大型企业的付款天数',
      'The law of the contract’s day sets no days for large firms',
    ),
    next: s(
      '请填写合同约定的付款天数；没有约定的，可依民法典第五百一十一条随时请求履行，但应当给对方必要的准备时间。',
      'Give the days that the contract agrees. Without any, the Civil Code (art. 511) lets you ask for payment at any time, with time to prepare.',
    ),
  },
  'appeals.arrears_before_the_law': {
    status: 422,
    title: s(
      '合同签订于 2020 年 9 月 1 日之前，条例不适用',
      'The contract is older than the regulation (1 September 2020)',
    ),
    next: s(
      '请依合同和民法典的规定主张，或者拨打 12345 咨询。',
      'Claim under the contract and the Civil Code, or ask at 12345.',
    ),
  },
  'appeals.arrears_word_unknown': {
    status: 422,
    title: s('没有这个类别：{word}', 'There is no such kind: {word}'),
    next: s('请从表单列出的类别中选择。', 'Choose one that the form offers.'),
  },
  'appeals.arrears_rate_malformed': {
    status: 422,
    title: s('利率应为百分数，最多六位小数', 'A rate is a per cent with at most six digits behind the point'),
    next: s('请填写如 3.85 的数字。', 'Write a number such as 3.85.'),
  },
  'appeals.arrears_lpr_unknown': {
    status: 422,
    title: s('没有合同签订日的贷款市场报价利率', 'There is no loan prime rate for the day of the contract'),
    next: s('请核对签订日期。', 'Check the day of the contract.'),
  },
  'appeals.arrears_amount_out_of_range': {
    status: 422,
    title: s('金额应大于零，不超过 {most} 元', 'Amounts are above zero and at most {most} yuan'),
    next: s('请核对金额和单位（元）。', 'Check the amount and its unit.'),
  },
  'appeals.arrears_starts_before_contract': {
    status: 422,
    title: s('交付、确认或者验收的日期早于合同签订日', 'Delivery, confirmation or acceptance lies before the contract'),
    next: s('请核对两个日期。', 'Check both days.'),
  },
  'appeals.arrears_paid_too_much': {
    status: 422,
    title: s('付款合计超过应付的本金和利息', 'The payments exceed principal and interest'),
    next: s('请核对每笔付款的金额和日期。', 'Check the amount and day of each payment.'),
  },
  'appeals.arrears_day_out_of_range': {
    status: 422,
    title: s('约定的付款天数不合理', 'The agreed number of days cannot be right'),
    next: s('请填写 0 至 36500 之间的天数。', 'Give days from 0 to 36,500.'),
  },
}

const lodging: RefusalTexts = {
  'appeals.arrears_not_for_firm': {
    status: 403,
    title: s('您不能代表这家企业提出投诉', 'You do not act for this firm'),
    next: s('请由法定代表人或者其授权的经办人提出。', 'Its representative, or somebody authorised, must claim.'),
  },
  'appeals.arrears_debtor_unknown': {
    status: 422,
    title: s('没有找到欠款方，或者类型不对', 'The debtor is not found, or of another kind'),
    next: s(
      '请选择部门，或者填写统一社会信用代码、名称和所在地区。',
      'Choose a department, or give credit code, name and region.',
    ),
  },
  'appeals.arrears_not_due': {
    status: 409,
    title: s('付款期限到 {due} 届满，现在还没有逾期', 'Payment is in time until {due}'),
    next: s('届满后仍未付款的，可以提出投诉。', 'Claim when it has not come by then.'),
  },
  'appeals.arrears_nothing_open': {
    status: 409,
    title: s('按您填写的付款，本金和利息已经结清', 'By the payments you gave nothing is owed'),
    next: s('请核对付款记录。', 'Check the payments.'),
  },
  'appeals.arrears_day_wrong': {
    status: 422,
    title: s('日期 {day} 不正确', 'The day {day} cannot be right'),
    next: s(
      '请填写实际存在的日期；已发生的事不能晚于今天，计划付款不能早于今天。',
      'Give a day that exists: not in the future for what happened, not in the past for what is planned.',
    ),
  },
}

const acting: RefusalTexts = {
  'appeals.arrears_unknown': {
    status: 404,
    title: s('没有这件拖欠账款投诉', 'There is no such claim'),
    next: s('请核对编号。', 'Check the number.'),
  },
  'appeals.arrears_not_yours': {
    status: 403,
    title: s('您不是这件投诉的当事人或者处理人员', 'This claim is none of yours'),
    next: s('公开的合计和公示名单可以在“拖欠账款”页面查看。', 'Sums and named debtors are public.'),
  },
  'appeals.arrears_not_now': {
    status: 409,
    title: s('现在不能做这件事', 'This cannot be done now'),
    next: s('请看当前进行到哪一步。', 'See where the claim stands.'),
  },
  'appeals.arrears_ended': {
    status: 409,
    title: s('这件投诉已经办结', 'The claim has ended'),
    next: s('有新的拖欠，请另行提出。', 'For a new debt, hand in a new claim.'),
  },
  'appeals.arrears_only_creditor': {
    status: 403,
    title: s('只有投诉企业可以做', 'Only the firm that claims may do this'),
    next: s('请由投诉企业的人员登录办理。', 'Somebody who acts for that firm must sign in.'),
  },
  'appeals.arrears_only_debtor': {
    status: 403,
    title: s('只有欠款方可以做', 'Only the debtor may do this'),
    next: s('请由欠款方的人员登录办理。', 'Somebody who acts for the debtor must sign in.'),
  },
  'appeals.arrears_only_party': {
    status: 403,
    title: s('只有双方和处理部门可以登记付款', 'Only the parties and the office record payments'),
    next: s('请由双方的人员登录办理。', 'Somebody who acts for one of them must sign in.'),
  },
  'appeals.arrears_only_handler': {
    status: 403,
    title: s('只有处理部门的审批人员可以做', 'Only an approver of the office in charge may do this'),
    next: s('请转给处理部门的审批人员。', 'Hand it to an approver of that office.'),
  },
  'appeals.arrears_over_claim': {
    status: 422,
    title: s('金额超过投诉的本金', 'The amount exceeds what was claimed'),
    next: s('请核对金额。', 'Check the amount.'),
  },
  'appeals.arrears_below_confirmed': {
    status: 422,
    title: s('认定的金额低于欠款方已经确认的金额', 'Less is upheld than the debtor confirmed'),
    next: s('没有争议的部分应当支付（条例第十五条）。', 'The undisputed part is owed (art. 15).'),
  },
  'appeals.arrears_no_excuse': {
    status: 422,
    title: s('“{ground}”不能作为拒付、迟付的理由', '“{groundEn}” excuses no delay'),
    next: s(
      '依据条例{article}，请确认欠款，或者写明其他争议。',
      'By the regulation ({article}): confirm the debt, or say what else is in dispute.',
    ),
  },
  'appeals.arrears_plan_short': {
    status: 422,
    title: s('还款计划合计少于应付本金', 'The plan does not cover the principal'),
    next: s('请增加期次或者金额。', 'Add instalments or raise them.'),
  },
  'appeals.arrears_payment_unknown': {
    status: 404,
    title: s('没有这笔待确认的付款', 'There is no such payment to confirm'),
    next: s('请刷新后再试。', 'Reload and try again.'),
  },
  'appeals.arrears_say_why': {
    status: 422,
    title: s('没有收到的，请说明情况', 'Say why the payment was not received'),
    next: s('写一句话即可，例如“账户没有到账”。', 'A sentence is enough.'),
  },
  'appeals.arrears_still_owed': {
    status: 409,
    title: s('还有本金没有付清', 'Principal is still open'),
    next: s(
      '收到全部本金后再结清；不再主张的，可以撤回投诉。',
      'Settle when it has all come; withdraw if you claim no more.',
    ),
  },
}

const naming: RefusalTexts = {
  'appeals.arrears_press_first': {
    status: 409,
    title: s('公示之前应当先督办、约谈或者通报', 'Supervision, a talk or a circular must come before naming'),
    next: s('逾期未付满半月，平台会生成通报环节。', 'The platform opens that step when payment is late.'),
  },
  'appeals.arrears_notice_runs': {
    status: 409,
    title: s('告知期未满，最早 {from} 公示', 'The notice runs: naming from {from} at the earliest'),
    next: s('欠款方在此之前可以陈述、申辩，或者付款。', 'Until then the debtor may object or pay.'),
  },
  'appeals.arrears_answer_objection': {
    status: 422,
    title: s('欠款方提出了异议，公示时应当答复', 'The debtor objected: answer it when you name it'),
    next: s('请写明不采纳的理由。', 'Say why the objection is not accepted.'),
  },
  'appeals.arrears_ledger_columns': {
    status: 422,
    title: s('台账缺少这些列：{columns}', 'The ledger lacks these columns: {columns}'),
    next: s('第一行应为列名，请补齐后重新导入。', 'The first row names the columns; add them and send it again.'),
  },
  'appeals.arrears_ledger_unreadable': {
    status: 422,
    title: s('读不出这个文件', 'The file cannot be read'),
    next: s('请使用 CSV 或者 XLSX。', 'Send CSV or XLSX.'),
  },
}

export const arrearsRefusals: RefusalTexts = { ...computing, ...lodging, ...acting, ...naming }
