/** What seals refuse, in words. */
import type { RefusalTexts } from '#platform/refusals'

const s = (zh: string, en: string) => ({ zh, en })

const seals: RefusalTexts = {
  'seals.identity_unproved': {
    status: 403,
    title: s('您的身份还没有核验，不能签署', 'Your identity has not been proved, so you cannot sign'),
    next: s('请携带证件到政务服务窗口核验一次，以后都不用再来。', 'Show your document once at a service window.'),
  },
  'seals.kind_unknown': {
    status: 422,
    title: s('没有“{kind}”这类印章，或不属于您的主体类型', 'There is no seal of the kind “{kind}” for you'),
    next: s('请从列表中选择印章类别。', 'Choose a kind from the list.'),
  },
  'seals.made_already': {
    status: 409,
    title: s('这类印章已经有一枚在用', 'There is a seal of this kind already'),
    next: s('先注销原有印章，再重新制作。', 'Revoke it before you make another.'),
  },
  'seals.seal_unknown': {
    status: 404,
    title: s('没有这枚印章', 'There is no such seal'),
    next: s('请从“我的印章”中选择。', 'Choose from your seals.'),
  },
  'seals.not_your_seal': {
    status: 403,
    title: s('您没有使用或管理这枚印章的权限', 'This seal is not yours to use or manage'),
    next: s('请法定代表人在“我的印章”中授权您使用。', 'Ask the legal representative to let you use it.'),
  },
  'seals.not_representative': {
    status: 403,
    title: s(
      '只有法定代表人可以制作和管理单位印章',
      'Only the legal representative makes and manages the seals of a firm',
    ),
    next: s('请法定代表人登录后办理。', 'Ask the legal representative to sign in and do it.'),
  },
  'seals.seal_suspended': {
    status: 409,
    title: s('这枚印章已停用', 'This seal is suspended'),
    next: s('请法定代表人恢复使用，或换一枚印章。', 'Ask the legal representative to resume it, or use another.'),
  },
  'seals.seal_revoked': {
    status: 409,
    title: s('这枚印章已注销', 'This seal was revoked'),
    next: s('请使用新制作的印章。', 'Use the seal that took its place.'),
  },
  'seals.seal_expired': {
    status: 409,
    title: s('这枚印章已过有效期', 'This seal has expired'),
    next: s('注销后重新制作一枚。', 'Revoke it and make a new one.'),
  },
  'seals.seal_differs': {
    status: 422,
    title: s('这份文件要求使用的不是这枚印章', 'The document asks for another seal'),
    next: s('请选择文件要求的主体和印章类别。', 'Choose the seal of the firm and kind that is asked for.'),
  },
  'seals.account_unknown': {
    status: 404,
    title: s('没有登录名为 {login}、姓名一致的个人账号', 'There is no person’s account {login} with this name'),
    next: s('请与对方核对登录名和姓名。', 'Ask for the sign-in name and the name, and compare.'),
  },
  'seals.firm_unknown': {
    status: 404,
    title: s('登记库中没有 {code} 这个主体', 'No firm {code} is on the register'),
    next: s('请核对统一社会信用代码。', 'Check the credit code.'),
  },
  'seals.moved_on': {
    status: 409,
    title: s('刚刚有人先办了一步', 'Somebody else was a moment earlier'),
    next: s('请刷新后再看。', 'Reload and look again.'),
  },
}

const documents: RefusalTexts = {
  'seals.not_pdf': {
    status: 422,
    title: s('这不是 PDF 文件', 'This is no PDF file'),
    next: s('请另存为 PDF 后再上传。', 'Save it as PDF and upload that.'),
  },
  'seals.pdf_encrypted': {
    status: 422,
    title: s('这份 PDF 有密码保护，不能签署', 'This PDF is encrypted and cannot be signed'),
    next: s('请去掉密码后再上传。', 'Remove the password and upload it again.'),
  },
  'seals.pdf_active': {
    status: 422,
    title: s(
      '这份 PDF 含有脚本或会变化的内容，签署人看到的可能不一样',
      'This PDF holds scripts or content that can change, so signers may see different things',
    ),
    next: s('请打印为普通 PDF 后再上传。', 'Print it to a plain PDF and upload that.'),
  },
  'seals.pdf_damaged': {
    status: 422,
    title: s('这份 PDF 损坏或结构异常，无法签署', 'This PDF is damaged or of a form that cannot be signed'),
    next: s('请重新导出为 PDF 后再上传。', 'Export it again and upload that.'),
  },
  'seals.pdf_changed_already': {
    status: 422,
    title: s('这份 PDF 里已有签名，且签名后被改动过', 'This PDF was signed before and changed afterwards'),
    next: s('请使用签名完好的原件。', 'Use the original whose signatures hold.'),
  },
  'seals.one_document': {
    status: 422,
    title: s('请上传一份 PDF，或选择一个文书模板', 'Upload a PDF or choose a template'),
    next: s('两者选其一。', 'Do one of the two.'),
  },
  'seals.file_unknown': {
    status: 404,
    title: s('没有找到您上传的这个文件', 'There is no such file of yours'),
    next: s('请重新上传。', 'Upload it again.'),
  },
  'seals.day_passed': {
    status: 422,
    title: s('签署截止日期已过', 'The last day for signing has passed'),
    next: s('请选今天或以后的日期。', 'Choose today or a later day.'),
  },
}

const rounds: RefusalTexts = {
  'seals.round_unknown': {
    status: 404,
    title: s('没有这份待签文件，或没有发给您', 'There is no such document, or it was not sent to you'),
    next: s('请从“待我签署”中打开。', 'Open it from what waits for you.'),
  },
  'seals.not_asked': {
    status: 403,
    title: s('这份文件没有请您签署', 'You are not asked to sign this document'),
    next: s('请发起人把您加入签署人。', 'Ask whoever sent it to add you.'),
  },
  'seals.not_your_turn': {
    status: 409,
    title: s('还没轮到您，正在等 {name} 签署', 'It is not your turn: {name} signs first'),
    next: s('轮到您时会出现在“待我签署”。', 'It appears in your list when it is your turn.'),
  },
  'seals.signed_already': {
    status: 409,
    title: s('您已经签过这份文件', 'You have signed this document already'),
    next: s('可以在“我发起和签过的”中下载。', 'You can download it.'),
  },
  'seals.round_ended': {
    status: 409,
    title: s('这份文件的签署已经结束', 'Signing of this document has ended'),
    next: s('如仍需签署，请重新发起。', 'Send it round anew if it is still needed.'),
  },
  'seals.round_expired': {
    status: 409,
    title: s('这份文件已过签署截止日期 {day}', 'The last day for signing, {day}, has passed'),
    next: s('请发起人重新发起。', 'Ask for it to be sent round anew.'),
  },
  'seals.document_changed': {
    status: 409,
    title: s(
      '文件与您看到的不是同一份：刚有人签署',
      'The document is not the one you looked at: somebody has just signed',
    ),
    next: s('请刷新，看过最新的文件后再签。', 'Reload, look at it as it is now, and sign then.'),
  },
  'seals.password_wrong': {
    status: 403,
    title: s('密码不正确，没有签署', 'The password is wrong; nothing was signed'),
    next: s(
      '请重新输入登录密码。连续输错五次会锁定十分钟。',
      'Enter it again. Five wrong tries lock the account for ten minutes.',
    ),
  },
  'seals.not_sender': {
    status: 403,
    title: s('只有发起人可以撤回', 'Only whoever sent it can withdraw it'),
    next: s('不同意签署时请选择“拒签”。', 'Refuse to sign if you do not agree.'),
  },
  'seals.licence_not_valid': {
    status: 409,
    title: s('证照不在有效状态，不能打印', 'The licence is not valid, so it is not printed'),
    next: s(
      '恢复有效后再下载；状态可在证照页面查看。',
      'Download it when it is valid again; its page shows the state.',
    ),
  },
  'seals.pdf_only': {
    status: 404,
    title: s('这份文件是上传的 PDF，没有 OFD 版式', 'This document was uploaded as PDF; there is no OFD of it'),
    next: s('请下载 PDF。', 'Download the PDF.'),
  },
  'seals.not_yet': {
    status: 409,
    title: s('这份文书还没有产生', 'This paper does not exist yet'),
    next: s('受理或作出决定后即可下载。', 'It can be downloaded once the case was accepted or decided.'),
  },
}

export const sealsRefusals: RefusalTexts = { ...seals, ...documents, ...rounds }
