/** What each clause of an official reply is for: its matter, or only address, receipt, passing on, sending elsewhere, thanks. The words are those of the practice of reply. */

export type ClauseKind =
  | 'address'
  | 'receipt'
  | 'opening'
  | 'passing_on'
  | 'sending_on'
  | 'promise'
  | 'politeness'
  | 'date'
  | 'matter'

export interface Clause {
  readonly kind: ClauseKind
  readonly words: string
}

const longestForm = 60

/** In this order: a clause that says it was received and passed on counts as received. */
const forms: readonly (readonly [ClauseKind, RegExp])[] = [
  // 尊敬的网友“某某” 您好
  [
    'address',
    /^(?:尊敬的|亲爱的)?(?:网友|网民|市民|群众|同志|先生|女士|来信人|投诉人|咨询人)?(?:朋友|同志|们)?(?:[“"‘《「]?[\w某]*[”"’》」]?)(?:[您你]们?好)?$/u,
  ],
  // 2026年11月26日, and whose it is; a day within a sentence is matter
  ['date', /^(?:[^，]{0,16}(?:局|办|室|处|会|部|院|府|中心|委|厅|队|所))?(?:19|20)\d\d[年.]\d{1,2}[月.]\d{1,2}日?$/u],
  // 您的留言已收悉
  [
    'receipt',
    /[已己]经?收到?悉?$|收悉|知悉|获悉|(?:留言|来信|来电|来帖|邮件)(?:我\p{L}{0,3})?[已己]经?[收阅]|^收到[您你]/u,
  ],
  // 现就有关情况回复如下; 关于您反映的问题
  [
    'opening',
    /(?:回复|答复|回应|反馈|解答|汇报|说明|回答|情况|结果)如下|^(?:此复|特此\p{L}{2,4}|专此\p{L}{0,2}|现?[回答]复)$|^(?:[您你](?:所|在|通过|的|提|反|咨)|(?:关于|针对|就|对于)[您你])\p{L}*(?:问题|情况|事项|留言|来信|建议|意见|诉求)$/u,
  ],
  // 已转有关部门办理
  [
    'passing_on',
    /(?:已|将|并|现|予以|及时|立即|迅速|直接|问题|情况|建议|意见|留言|再|拟)[^，]{0,16}?(?:转(?:至|交|到|给|达|办|送|发|请|呈|由|往|相关|有关|[\p{L}\d]{1,14}(?:局|办|委|县|市|区|镇|乡|部门|公司|单位|中心|处|街道|会|大队|旗|政府|管委会))|交(?:由|办|给|有关|相关)|移交|批转|上报)|^(?:要求|督促|敦促)[^，]{0,16}(?:核查|核实|处理|办理|答复|回复)/u,
  ],
  // 请向……咨询; 请提供……; 链接
  [
    'sending_on',
    /(?:请|建议|可以?|敬请)[^，]{0,12}?(?:到|向|与|和|至|致电|拨打|直接|咨询|联系)[^，]{0,20}(?:咨询|反映|联系|投诉|举报|提出|了解|查询|询问|诉讼|拨打)|(?:请|可以?|建议|欢迎|直接|详情|进行)[^，]{0,12}(?:咨询|致电|拨打|来电|登录|登陆|关注后续)|(?:联系|咨询|投诉|举报|服务)?电话[^，]{0,4}$|^\(?[\d—-]{6,}\)?$|(?:未|没有|没|无|请|补全|留下|完善|不)[^，]{0,6}(?:提供|填写|留下|告知|具体)[^，]{0,16}(?:信息|联系方式|电话|线索|证据|资料|地址|身份|具体)|无法[^，]{0,12}(?:答复|查询|联系|核实|得知|回复|调查|核查|处理|取得)|不(?:属于?|在|归)[^，]{0,12}(?:管辖|职责|职能|范围|管理|业务|权限)|已[^，]{0,6}(?:作出|做出|进行)?(?:了)?(?:回复|答复)$|链接|https?|详见|便于[^，]{0,8}联系/u,
  ],
  // 如有结果将及时回复; 正在调查处理
  [
    'promise',
    /(?:将|会|再|待|如有|后续)[^，]{0,16}(?:回复|答复|反馈|告知|结果|进展|情况|发布)|结果[^，]{0,6}(?:后|及时|尽快)|(?:尽快|及时|认真|妥善|积极|继续)[、和并与]?(?:予以|进行|作|做|给予)?(?:[调核]查|核实|处理|处置|办理|研究|解决|落实|答复|回复|反馈|努力)[\p{L}、]{0,6}$|^(?:正在|正)?[\p{L}、]{0,6}(?:调查|核实|核查|核处|办理|处理)(?:中|之中|当中)?$/u,
  ],
  // 感谢您的支持; 高度重视
  [
    'politeness',
    /感谢|多谢|谢谢|致谢|谅解|^祝|祝[您你愿]|此致|敬礼|如意|顺利$|顺心|愉快$|[高十非]\p{L}重视|歉|耐心等待|放心|不便之处|带来[的]?不便|(?:欢迎|希望)[^，]{0,8}(?:监督|关注|支持|意见)|^(?:支持|理解|关心|关注|监督)[\p{L}、]{0,8}$/u,
  ],
]

/** The clauses of a reply in order, each with what it is for. Linear in the length of the text. */
export function clausesOf(reply: string): readonly Clause[] {
  return reply
    .normalize('NFKC')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/(?<=\S) ?((?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)(?=\s*$|\p{L}{2,4}[:“"您])/gu, '。$1。')
    .replace(/([您你]好)/gu, '$1。')
    .split(/[,，。!！?？;；:：\n\r\t…~]+|\s(?=\p{Script=Han}|[“"])/u)
    .map((words) => words.replace(/\s+/gu, ''))
    .filter((words) => /[\p{L}\p{N}]/u.test(words))
    .map((words) => ({ kind: kindOf(words), words }))
}

function kindOf(words: string): ClauseKind {
  if (words.length > longestForm) return 'matter'
  return forms.find(([, form]) => form.test(words))?.[0] ?? 'matter'
}
