/** Every page of the web app with who looks at it: for tests that walk all of them. */
import { completeStep, findItem, openRestaurantCase, signIn } from './server.ts'

export type Place = { readonly name: string; readonly login?: string; readonly path: string; readonly ready?: string }

async function draftOf(base: string, login: string, item: string): Promise<string> {
  const caller = await signIn(base, login)
  const { id } = await caller.send<{ id: string }>('POST', '/api/applications/drafts', { item })
  return id
}

/** The pages, with a draft, a fresh case, a finished one and a licence to show. */
export async function findPlaces(base: string): Promise<readonly Place[]> {
  const citizen = await signIn(base, 'wangfang')
  const item = await findItem(citizen, '食品经营许可', '150102')
  const [fresh, finished, draft, events] = await Promise.all([
    openRestaurantCase(base, '看页小馆'),
    openRestaurantCase(base, '办结小馆'),
    draftOf(base, 'wangfang', item),
    citizen.get<{ events: readonly { id: string }[] }>('/api/catalog/events'),
  ])
  await completeStep(base, 'clerk', finished, 'accept')
  await completeStep(base, 'examiner', finished, 'pass')
  await completeStep(base, 'approver', finished, 'approve')
  await completeStep(base, 'clerk', finished, 'delivered')
  const licence = await licenceOf(citizen, finished)
  const examiner = await signIn(base, 'examiner')
  const { id: asked } = await examiner.send<{ id: string }>('POST', '/api/credentials/requests', {
    types: ['food-business-licence'],
    claims: [['holder', 'name']],
    optional: [['holder', 'code']],
    purpose: '入驻农贸市场，核验经营资格',
  })
  const { draws } = await citizen.get<{ draws: readonly { id: string }[] }>('/api/inspections/draws')
  const loan = await applyForLoan(base)
  const { id: appeal } = await citizen.send<{ id: string }>('POST', '/api/appeals', {
    intent: 'complaint',
    text: '小区门口的超市销售过期牛奶，店员态度不好，请市场监管部门处理。',
    place: { region: '150102', address: '艺术厅北街', lat: 40.82, long: 111.77 },
    publish: true,
  })
  const me = { login: 'wangfang' }
  return [
    { name: 'home', path: '/' },
    { name: 'search', path: `/search?q=${encodeURIComponent('开餐馆')}` },
    { name: 'find', path: `/find/${item.slice(-12)}?name=${encodeURIComponent('食品经营许可')}` },
    { name: 'event', path: `/event/${events.events[0]?.id}` },
    { name: 'guide', path: `/guide/${item}` },
    { name: 'no-proof', path: '/no-proof' },
    { name: 'ledger', path: '/ledger' },
    { name: 'knowledge', path: `/knowledge?q=${encodeURIComponent('身份证丢了')}` },
    { name: 'knowledge-article', path: '/knowledge/vat-threshold' },
    { name: 'knowledge-desk', path: '/work/knowledge', login: 'operator' },
    { name: 'knowledge-editor', path: '/work/knowledge/packaged-food', login: 'supervisor' },
    { name: 'arrears', path: '/arrears', login: 'supervisor' },
    { name: 'arrears-calculator', path: '/arrears/calculator' },
    { name: 'arrears-new', path: '/arrears/new', login: 'sunli' },
    { name: 'arrears-claims', path: '/arrears/claims', login: 'sunli' },
    { name: 'figures', path: '/figures' },
    { name: 'figure', path: '/figures/on-time' },
    { name: 'ranking', path: '/figures/ranking-leagues' },
    { name: 'score', path: '/work/score', login: 'approver' },
    { name: 'fewer-papers', path: '/fewer-papers', login: 'admin' },
    { name: 'sign-in', path: '/sign-in' },
    { name: 'check-document', path: '/check-document' },
    { name: 'check-licence', path: '/check-licence' },
    { name: 'ask-licence', path: '/ask-licence', login: 'examiner' },
    { name: 'answer-request', path: `/answer-request/${asked}`, ...me },
    { name: 'draws', path: '/draws' },
    { name: 'draw', path: `/draws/${draws[0]?.id}` },
    { name: 'draw-unknown', path: '/draws/D150102-20200101-0000000' },
    { name: 'inspections', path: '/inspections', login: 'organiser' },
    { name: 'inspections-new', path: '/inspections/new', login: 'organiser' },
    { name: 'inspection', path: `/inspections/${draws[0]?.id}`, login: 'organiser' },
    { name: 'inspections-nobody', path: '/inspections' },
    { name: 'seals', path: '/seals', login: 'batu' },
    { name: 'seals-held', path: '/seals?view=seals', login: 'batu' },
    { name: 'seals-new', path: '/seals/new', login: 'batu' },
    { name: 'finance', path: '/finance', login: 'batu' },
    { name: 'finance-product', path: '/finance/livestock-loan' },
    { name: 'finance-mine', path: '/finance/patent-pledge-loan', login: 'batu' },
    { name: 'finance-apply', path: '/finance/trademark-pledge-loan', login: 'batu' },
    { name: 'finance-loan', path: `/finance/loans/${loan}`, login: 'batu' },
    { name: 'finance-totals', path: '/finance-totals', login: 'admin' },
    { name: 'policies', path: '/policies', login: 'batu' },
    { name: 'policies-all', path: '/policies?view=all' },
    { name: 'policies-lists', path: '/policies?view=lists' },
    { name: 'policies-list', path: '/policies/lists/environment-plan-3' },
    { name: 'policy', path: '/policies/small-low-profit-income-tax' },
    { name: 'policy-mine', path: '/policies/job-stability-refund', login: 'batu' },
    { name: 'policy-open', path: '/policies/high-tech-enterprise', login: 'batu' },
    { name: 'policy-desk', path: '/work/policies', login: 'policymaker' },
    { name: 'policy-editor', path: '/work/policies/new-policy', login: 'policymaker' },
    { name: 'policy-desk-nobody', path: '/work/policies', login: 'clerk' },
    { name: 'windows', path: `/windows?item=${item}` },
    { name: 'window', path: '/window', login: 'clerk' },
    { name: 'window-item', path: `/window/${item}`, login: 'clerk' },
    { name: 'not-found', path: '/nowhere' },
    { name: 'apply-new', path: `/apply/new/${item}`, ...me },
    { name: 'apply', path: `/apply/${draft}`, ...me },
    { name: 'apply-question', path: `/apply/${draft}?at=registered`, ...me },
    { name: 'apply-file', path: `/apply/${draft}?at=floorPlan`, ...me },
    { name: 'receipt', path: `/receipt/${fresh}`, ...me },
    { name: 'track', path: `/track/${fresh}`, ...me },
    { name: 'track-closed', path: `/track/${finished}`, ...me },
    { name: 'rate', path: `/rate/${finished}`, ...me },
    { name: 'mine', path: '/mine', ...me },
    { name: 'licences', path: '/licences', ...me },
    { name: 'licence', path: `/licences/${licence.id}`, ...me },
    { name: 'licence-issuer', path: `/licences/${licence.id}`, login: 'approver' },
    { name: 'licence-forbidden', path: `/licences/${licence.id}`, login: 'tax' },
    { name: 'show-licence', path: `/show-licence/${licence.id}`, ...me },
    { name: 'mine-messages', path: '/mine?view=messages', ...me },
    { name: 'mine-drafts', path: '/mine?view=drafts', ...me },
    { name: 'mine-licences', path: '/mine?view=licences', ...me },
    { name: 'mine-reads', path: '/mine?view=reads', ...me },
    { name: 'licence-calls', path: '/work/licence-calls', login: 'auditor' },
    { name: 'reads-audit', path: '/work/reads', login: 'auditor' },
    { name: 'given-up', path: '/work/given-up', login: 'admin' },
    { name: 'issued', path: '/issued', login: 'approver' },
    { name: 'verify', path: '/verify' },
    { name: 'verify-found', path: `/verify?i=${licence.identifier}` },
    { name: 'verify-wrong', path: '/verify?i=1.2.156.3005.2.1' },
    { name: 'appeal-begin', path: '/appeal' },
    { name: 'appeal-what', path: '/appeal/hotline', ...me },
    { name: 'appeal-text', path: '/appeal/hotline?at=text', ...me },
    { name: 'appeal-place', path: '/appeal/hotline?at=place', ...me },
    { name: 'appeal-check', path: '/appeal/hotline?at=check', ...me },
    { name: 'appeals', path: '/appeals', ...me },
    { name: 'appeal', path: `/appeals/${appeal}`, ...me },
    { name: 'appeals-public', path: '/public-appeals' },
    { name: 'appeals-messages', path: '/public-appeals?view=messages' },
    { name: 'appeals-near', path: '/public-appeals?view=near' },
    { name: 'appeals-excluded', path: '/public-appeals?view=excluded' },
    { name: 'call-backs', path: '/call-backs', login: 'operator' },
    { name: 'firm', path: '/firm', login: 'batu' },
    { name: 'hotline', path: '/work/hotline', login: 'operator' },
    { name: 'orders', path: '/work/appeals', login: 'supervisor' },
    { name: 'order', path: `/work/appeals/${appeal}`, login: 'operator' },
    { name: 'supervision', path: '/work/supervision', login: 'supervisor' },
    { name: 'duties', path: '/work/duties', login: 'operator' },
    { name: 'inbox', path: '/work', login: 'clerk' },
    { name: 'inbox-nobody', path: '/work' },
    { name: 'items', path: '/work/items', login: 'editor' },
    { name: 'promises', path: '/work/promises', login: 'approver' },
    { name: 'firm-import', path: '/work/firms', login: 'admin' },
    { name: 'staff-desk', path: '/work/staff', login: 'admin' },
    { name: 'case', path: `/work/cases/${fresh}`, login: 'clerk' },
    { name: 'case-closed', path: `/work/cases/${finished}`, login: 'approver' },
    { name: 'case-forbidden', path: `/work/cases/${fresh}`, login: 'tax' },
  ]
}

/** The licence of the case that was finished: issued a moment after the decision. */
async function licenceOf(citizen: Awaited<ReturnType<typeof signIn>>, finished: string) {
  for (let tries = 0; tries < 100; tries++) {
    const { licences } = await citizen.get<{ licences: { id: string; identifier: string; case?: string }[] }>(
      '/api/credentials/mine',
    )
    const issued = licences.find((licence) => licence.case === finished)
    if (issued) return issued
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('no licence was issued within ten seconds')
}

/** An application for a loan; a pledge that fits is left to be looked at. */
async function applyForLoan(base: string): Promise<string> {
  const caller = await signIn(base, 'batu')
  const firm = '91150102MAD000027C'
  const facts = { debtRatio: 48, overdueDebt: false, trademarkRegistered: true, trademarkValue: 5_700_000 }
  await caller.send('PUT', '/api/policies/facts', { firm, facts })
  const wish = { firm, product: 'tech-credit-loan', amount: 1_000_000, months: 12, purpose: '研发投入', consent: true }
  return (await caller.send<{ case: string }>('POST', '/api/policies/finance/applications', wish)).case
}
