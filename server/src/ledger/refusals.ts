/** What the ledger refuses, in words. */
import type { RefusalTexts } from '#platform/refusals'

export const ledgerRefusals: RefusalTexts = {
  'ledger.not_in_log': {
    status: 404,
    title: { zh: '日志中没有这一文件', en: 'The log has no such file' },
    next: {
      zh: '先读取 /log/checkpoint，按其中的规模计算文件名。',
      en: 'Read /log/checkpoint first and name the file by the size it says.',
    },
  },
  'ledger.not_sealed_yet': {
    status: 409,
    title: { zh: '最新办理记录正在存证', en: 'The latest acts are just being sealed' },
    next: { zh: '请过几秒再下载。', en: 'Download it again in a few seconds.' },
  },
  'ledger.sees_masked': {
    status: 403,
    title: {
      zh: '存证文件含申请人全部信息，您的权限只能查看脱敏内容',
      en: 'The file holds all that the applicant said; you may see it masked only',
    },
    next: {
      zh: '请由申请人或办理部门下载。',
      en: 'Let the applicant or a department that handles the case download it.',
    },
  },
  'ledger.act_altered': {
    status: 409,
    title: { zh: '办件 {case} 第 {n} 条记录与存证不一致', en: 'Act {n} of case {case} is not what was sealed' },
    next: {
      zh: '数据库内容被改动过，请立即报告平台管理员和督查部门，并保留此前下载的凭证。',
      en: 'The database was changed. Report it to the administrator and the supervisors at once, and keep receipts you downloaded before.',
    },
  },
  'ledger.state_altered': {
    status: 409,
    title: {
      zh: '办件 {case} 显示的状态与其办理记录不一致',
      en: 'What is shown of case {case} is not what its acts made of it',
    },
    next: {
      zh: '数据库内容被改动过，请立即报告平台管理员和督查部门；办理记录本身可下载受理凭证核验。',
      en: 'The database was changed. Report it to the administrator and the supervisors at once; the acts themselves are proved by the receipt.',
    },
  },
}
