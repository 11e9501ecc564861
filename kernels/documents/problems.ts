/** What can be wrong with a signed document, in sentences that name it. */

export interface Sentence {
  readonly zh: string
  readonly en: string
}

/** Every finding that makes a document not whole; the key is stable, the sentence is for people. */
export const problemSentences = {
  digest_differs: {
    zh: '签署后内容被改动：摘要不一致',
    en: 'The content was changed after signing: the digest differs',
  },
  signature_wrong: { zh: '签名值与签名人证书不符', en: 'The signature does not belong to the signer’s certificate' },
  signature_unreadable: { zh: '签名数据损坏，无法读取', en: 'The signature is damaged and cannot be read' },
  signature_padding_changed: {
    zh: '签名占位区域被写入了其他内容',
    en: 'Something was written into the space left for the signature',
  },
  algorithm_unknown: { zh: '签名算法不在本平台支持范围内', en: 'The signature algorithm is not supported here' },
  algorithms_disagree: {
    zh: '签名中声明的算法互相矛盾',
    en: 'The algorithms named in the signature contradict each other',
  },
  certificate_missing: { zh: '签名中没有签名人证书', en: 'The signer’s certificate is missing' },
  certificate_not_bound: {
    zh: '签名没有绑定这张证书，证书可能被替换',
    en: 'The signature is not bound to this certificate, which may have been swapped',
  },
  certificate_damaged: { zh: '随附证书被改动', en: 'A certificate carried along was changed' },
  certificate_out_of_time: {
    zh: '签署时证书不在有效期内',
    en: 'The certificate was not valid when it was signed with',
  },
  range_wrong: {
    zh: '签名覆盖范围异常：没有从文件开头起完整覆盖',
    en: 'The signature does not cover the file from its beginning',
  },
  range_leaves_hole: {
    zh: '签名覆盖范围留有缺口，缺口中可藏入其他内容',
    en: 'The signature leaves a gap in which other content can be hidden',
  },
  content_after: { zh: '签署后文件末尾被追加了内容', en: 'Content was appended after signing' },
  pages_changed: { zh: '签署后页面内容被改动', en: 'Pages were changed after signing' },
  annotations_changed: {
    zh: '签署后添加或改动了批注、表单内容',
    en: 'Notes or form fields were added or changed after signing',
  },
  structure_changed: { zh: '签署后文件结构被改动', en: 'The structure of the file was changed after signing' },
  file_unreadable: { zh: '文件损坏，无法读取', en: 'The file is damaged and cannot be read' },
  file_cut_off: {
    zh: '文件不完整：末尾被截断，其中原有的签名或更新已残缺',
    en: 'The file was cut off: what is left at its end is part of a signature or an update',
  },
  signatures_too_many: { zh: '签名太多，无法逐一核验', en: 'There are too many signatures to check them' },
  file_changed: { zh: '受保护的文件被改动', en: 'A protected file was changed' },
  file_missing: { zh: '受保护的文件缺失', en: 'A protected file is missing' },
  file_unprotected: { zh: '出现了签章未保护的文件', en: 'There is a file that no seal protects' },
  seal_wrong: { zh: '印章数据被改动：制章者签名无效', en: 'The seal was changed: its maker’s signature is not valid' },
  seal_out_of_time: { zh: '签署时印章不在有效期内', en: 'The seal was not valid when it was used' },
  seal_not_of_signer: {
    zh: '签名证书不在印章的授权证书列表中',
    en: 'The signing certificate is not in the seal’s list',
  },
} as const satisfies Readonly<Record<string, Sentence>>

export type ProblemCode = keyof typeof problemSentences
