/** What is said when a licence, a presentation or a status list is not accepted: a code, and a sentence in both languages. */

const texts = {
  too_large: ['凭证过长', 'The credential is too large to be examined'],
  too_deep: ['凭证的层次过深', 'It is nested too deeply'],
  too_many_disclosures: ['披露项过多', 'Too many disclosures'],
  malformed: ['不是完整的电子凭证', 'This is not a whole credential'],
  not_canonical: ['凭证的编码不规范', 'The encoding is not canonical base64url'],
  not_json: ['凭证的内容无法读取', 'The content is not JSON'],
  algorithm_not_allowed: ['签名算法不被接受', 'The signature algorithm is not accepted'],
  key_mismatch: ['签名算法与密钥的类型不符', 'The algorithm is not that of the key'],
  critical_header: ['凭证要求核验方不了解的扩展', 'It demands an extension that is not understood'],
  wrong_type: ['令牌的类型不对', 'The token is of another type'],
  key_unusable: ['密钥无法使用', 'The key is unusable'],
  unknown_issuer: ['签发机构不在信任名单内', 'The issuer is not trusted'],
  unknown_key: ['签发机构没有这把密钥', 'The issuer has no such key'],
  signature_wrong: [
    '签名不符：内容被改动，或不是该机构签发',
    'The signature does not hold: altered, or not of this issuer',
  ],
  claim_malformed: ['凭证中有一项的格式不对', 'A claim is malformed'],
  kind_missing: ['凭证没有写明种类', 'It does not say of what kind it is'],
  kind_unexpected: ['凭证不是所要求的种类', 'It is not of the kind asked for'],
  not_yet_valid: ['凭证尚未生效', 'The credential is not valid yet'],
  issued_in_future: ['签发时间在未来', 'The credential was issued in the future'],
  expired: ['凭证已过有效期', 'The credential has expired'],
  digest_algorithm: ['摘要算法不被接受', 'The digest is not accepted'],
  digest_repeated: ['同一摘要出现多次', 'A digest occurs twice'],
  structure_malformed: ['选择性披露的结构不对', 'Selective disclosure is malformed'],
  disclosure_malformed: ['披露项的格式不对', 'A disclosure is malformed'],
  disclosure_unreferenced: ['有披露项不属于这份凭证', 'A disclosure does not belong to this credential'],
  disclosure_forbidden: ['这一项不允许选择性披露', 'A disclosure bears a forbidden name'],
  claim_repeated: ['同一项出现两次', 'A claim occurs twice'],
  key_binding_missing: ['没有持证人的出示签名', 'The signature of the holder is missing'],
  key_binding_unexpected: ['不应带有出示签名', 'A key binding is unexpected'],
  holder_key_missing: ['凭证没有绑定持证人密钥', 'It is bound to no key'],
  key_binding_malformed: ['出示签名的格式不对', 'The key binding is malformed'],
  key_binding_wrong: ['出示签名不是持证人所作', 'The key binding is not signed by the holder'],
  wrong_audience: ['这次出示是给别人的', 'It is meant for somebody else'],
  wrong_nonce: ['不是对本次请求的回应，可能是重放', 'It does not answer this request; it may be replayed'],
  wrong_presentation: ['出示签名属于另一次出示', 'The key binding belongs to another presentation'],
  presentation_expired: ['这次出示已超过时限', 'This presentation is too old'],
  presentation_in_future: ['出示时间在未来', 'It is from the future'],
  status_malformed: ['状态信息的格式不对', 'The status is malformed'],
  status_unknown: ['没有状态列表，无法确认是否已被吊销', 'No status list is at hand: it may have been revoked'],
  status_list_of_another: ['状态列表属于另一机构或地址', 'The status list is of another issuer or address'],
  status_list_stale: ['状态列表已过期', 'The status list is out of date'],
  status_list_malformed: ['状态列表的格式不对', 'The status list is malformed'],
  status_out_of_range: ['状态列表没有这个序号', 'The status list has no such entry'],
  revoked: [
    '凭证已失效：被撤销、吊销、注销或换发',
    'The credential is no longer in force: revoked, cancelled or replaced',
  ],
  suspended: ['凭证已被暂停使用', 'The credential is suspended'],
  not_valid: ['凭证当前无效', 'It is not valid at present'],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>

export type CredentialCode = `credential.${keyof typeof texts}`

/** A refusal of the kernel: expected, never thrown. `where` names the claim or part that was wrong. */
export interface Refused {
  readonly ok: false
  readonly code: CredentialCode
  readonly zh: string
  readonly en: string
  readonly where?: string
  /** The value of the status entry, where that is why. */
  readonly status?: number
}

/** Says no. */
export function refused(name: keyof typeof texts, where?: string, status?: number): Refused {
  const [zh, en] = texts[name]
  return {
    ok: false,
    code: `credential.${name}`,
    zh,
    en,
    ...(where === undefined ? {} : { where }),
    ...(status === undefined ? {} : { status }),
  }
}

/** All codes, for documents and tests. */
export const credentialCodes = Object.keys(texts).map((name) => `credential.${name}`) as readonly CredentialCode[]

export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && (value as { ok?: unknown }).ok === false
}
