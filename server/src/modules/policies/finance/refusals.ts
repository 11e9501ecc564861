/** What financing refuses, in words. */
import type { RefusalTexts } from '#platform/refusals'

export const financeRefusals: RefusalTexts = {
  'policies.product_unknown': {
    status: 404,
    title: { zh: '没有这个金融产品，或者已经停办', en: 'There is no such product, or it is offered no more' },
    next: { zh: '请返回产品列表查看在办的产品。', en: 'Look at the list of products on offer.' },
  },
  'policies.loan_not_for_you': {
    status: 422,
    title: { zh: '按现有情况不符合这个产品的条件', en: 'As things stand the product’s conditions are not met' },
    next: {
      zh: '请查看哪一条不符合；情况有变可以补充后再申请。',
      en: 'See which condition fails; supply what has changed and apply again.',
    },
  },
  'policies.loan_facts_missing': {
    status: 422,
    title: { zh: '还缺 {facts}，不能判断能不能申请', en: 'Still to be told before it can be decided: {factsEn}' },
    next: { zh: '请补充后再申请。', en: 'Supply it, then apply.' },
  },
  'policies.loan_too_much': {
    status: 422,
    title: { zh: '申请金额超过可贷额度 {limit} 元', en: 'More than the limit of {limit} yuan' },
    next: { zh: '请把金额改到额度以内。', en: 'Ask for no more than the limit.' },
  },
  'policies.loan_months_wrong': {
    status: 422,
    title: { zh: '期限应在 {from} 到 {to} 个月之间', en: 'The term runs from {from} to {to} months' },
    next: { zh: '请改期限。', en: 'Choose another term.' },
  },
  'policies.loan_under_way': {
    status: 409,
    title: { zh: '这个产品您已有一笔申请在办', en: 'You have an application for this product under way' },
    next: { zh: '请查看在办的申请，或者先撤回。', en: 'Follow that application, or withdraw it first.' },
  },
  'policies.loan_unknown': {
    status: 404,
    title: { zh: '没有这笔贷款申请', en: 'There is no such application' },
    next: { zh: '请核对办件编号。', en: 'Check its number.' },
  },
  'policies.bank_unknown': {
    status: 404,
    title: { zh: '没有登记这家银行', en: 'This bank is not registered' },
    next: { zh: '请先在数据包里登记银行。', en: 'Register the bank in a pack first.' },
  },
  'policies.bank_key_wrong': {
    status: 422,
    title: { zh: '公钥不是 PEM 格式的 Ed25519 公钥', en: 'The key is not an Ed25519 public key in PEM' },
    next: { zh: '请向银行索取公钥后重新填写。', en: 'Ask the bank for its key and enter it again.' },
  },
  'policies.bank_signature_wrong': {
    status: 401,
    title: { zh: '回传不是该银行签名的', en: 'The answer is not signed by that bank' },
    next: { zh: '请核对双方登记的公钥和签名的字节。', en: 'Check the keys on both sides and which bytes are signed.' },
  },
  'policies.bank_event_malformed': {
    status: 400,
    title: { zh: '回传格式不正确：{what}', en: 'The answer is malformed: {what}' },
    next: {
      zh: '请按接口说明用 CloudEvents 1.0 重新发送。',
      en: 'Send it as CloudEvents 1.0 as the description says.',
    },
  },
  'policies.bank_event_old': {
    status: 409,
    title: { zh: '回传的时间与现在相差过大', en: 'The time of the answer is too far from now' },
    next: { zh: '请核对时钟后重新签名发送。', en: 'Check the clocks, sign it anew and send it.' },
  },
  'policies.bank_out_of_turn': {
    status: 409,
    title: { zh: '这笔申请现在不能接受“{what}”', en: 'The application cannot take ‘{what}’ now' },
    next: {
      zh: '请按受理、审批、质押登记、放款的顺序回传。',
      en: 'Answer in the order accepted, approved, pledge registered, paid out.',
    },
  },
  'policies.pledge_first': {
    status: 409,
    title: {
      zh: '抵（质）押登记之前不能放款',
      en: 'The pledge must stand in its register before the loan is paid out',
    },
    next: { zh: '请先回传登记编号和日期。', en: 'Send the number and day of the registration first.' },
  },
  'policies.list_unreadable': {
    status: 422,
    title: { zh: '文件读不出来：{why}', en: 'The file cannot be read: {why}' },
    next: { zh: '请用 CSV 或者 Excel，首行写列名。', en: 'Use CSV or Excel with headings in the first row.' },
  },
  'policies.list_columns_missing': {
    status: 422,
    title: { zh: '缺少列：{columns}', en: 'Columns are missing: {columns}' },
    next: { zh: '请在首行补上列名后重新导入。', en: 'Add the headings and import it again.' },
  },
}
