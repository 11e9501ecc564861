/** The words of the page. */
export const texts = {
  zh: {
    language: 'English',
    name: '核验',
    title: '核验一份文件',
    lead: '不必信任出具文件的平台：由您自己的浏览器检查它有没有被改过。',
    drop: '选择文件，或拖到这里',
    kinds: '受理凭证、存证档案、日志存证点、电子证照、抽取记录、公布的指标、政策',
    trust: '您信任谁',
    trustWhy: '公钥要从平台以外的途径取得，例如公报、政府网站或见证机构；只用文件自带的公钥，不能识破伪造。',
    logKey: '日志公钥（每行一个）',
    witness: '须见证的机构公钥（每行一个，可不填）',
    older: '以往保存的存证点、受理凭证或存证档案（可不选）',
    proved: '已证明',
    failed: '不符',
    notProved: '未证明',
    checking: '正在核验…',
    offlineTitle: '完全离线',
    offline: '文件不会离开您的电脑：本页不连接任何网络。保存本页，断网后照样能用。',
  },
  en: {
    language: '中文',
    name: 'verifier',
    title: 'Check a file',
    lead: 'Without trust in whoever issued it: your own browser finds out whether it was changed.',
    drop: 'Choose a file, or drop it here',
    kinds: 'receipt, case file, checkpoint, licence, draw, published figure, policy',
    trust: 'Whom you trust',
    trustWhy:
      'Get the keys by another way than from the platform: a gazette, a government site, a witness. By a key that only the file brings along no forgery is seen.',
    logKey: 'Keys of the log (one a line)',
    witness: 'Keys of witnesses that must have signed (one a line; may be left empty)',
    older: 'A checkpoint, receipt or case file kept from earlier (if you have one)',
    proved: 'Proved',
    failed: 'Wrong',
    notProved: 'Not proved',
    checking: 'Checking…',
    offlineTitle: 'Entirely offline',
    offline: 'The file stays on your computer: this page connects to nothing. Save it, and it works without a network.',
  },
} as const

export type Language = keyof typeof texts

/** What stands here for the options of the program. */
export const fields: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: {
    '--log-key': '“您信任谁”中的日志公钥',
    '--witness': '“您信任谁”中的机构公钥',
    '--older': '“您信任谁”中以往保存的文件',
    '--issuer-keys': '“您信任谁”中的发证机关公钥',
    '--status-list': '“您信任谁”中的状态列表',
    '--url': '核验程序的 --url',
  },
  en: {
    '--log-key': '“Keys of the log” below',
    '--witness': '“Keys of witnesses” below',
    '--older': '“kept from earlier” below',
    '--issuer-keys': '“keys of the issuer” below',
    '--status-list': '“status list token” below',
    '--url': '--url of the program',
  },
}
