/** Answers of somebody who registers as a sole trader with some of the steps that follow. */
export function traderAnswers(
  name: string,
  parts: readonly string[] = ['seal', 'invoices'],
): Readonly<Record<string, unknown>> {
  return {
    entityKind: 'sole-trader',
    hasName: 'yes',
    tradeName: name,
    region: '150102',
    address: { region: '150102', line: '新华东街 18 号' },
    premisesPromise: true,
    industry: '6210',
    scope: '餐饮服务',
    needsPriorApproval: 'no',
    operatorName: '王芳',
    operatorIdNumber: '159900199003120202',
    contactName: '王芳',
    contactPhone: '13800000001',
    parts,
    ...(parts.includes('seal') ? { seals: ['official'] } : {}),
    ...(parts.includes('invoices') ? { taxpayerKind: 'small-scale' } : {}),
    ...(parts.includes('social') ? { employees: 2 } : {}),
    ...(parts.includes('fund') ? { fundRate: 5 } : {}),
    ...(parts.includes('bank') ? { bankName: '示例银行' } : {}),
    delivery: 'electronic',
    declaration: true,
  }
}
