/** Refusals of the house itself: form, identity, size, repetition. */
import type { RefusalTexts } from './refusals.ts'

const s = (zh: string, en: string) => ({ zh, en })

export const platformRefusals: RefusalTexts = {
  'platform.malformed': {
    status: 400,
    title: s('提交的内容格式不正确：{where} {what}', 'The request is not in the expected form: {where} {what}'),
    next: s(
      '请按接口说明更正后重新提交，尚未保存任何内容。',
      'Correct it as the API description says and send it again; nothing was saved.',
    ),
  },
  'platform.too_large': {
    status: 413,
    title: s('提交的内容超过 {limit} 上限', 'The request is larger than {limit}'),
    next: s('请压缩或拆分后重新提交。', 'Compress or split it and send it again.'),
  },
  'platform.address_too_long': {
    status: 431,
    title: s('网址或请求头过长', 'The address or the headers are too long'),
    next: s('请缩短查询内容后重试。', 'Ask with fewer words.'),
  },
  'platform.media_type': {
    status: 415,
    title: s('不支持这种内容类型', 'This media type is not supported'),
    next: s('请使用 application/json 提交。', 'Send application/json.'),
  },
  'platform.not_found': {
    status: 404,
    title: s('没有这个地址', 'There is nothing at this address'),
    next: s('请核对网址，或从首页进入。', 'Check the address, or start from the home page.'),
  },
  'platform.sign_in_needed': {
    status: 401,
    title: s('请先登录', 'Sign in first'),
    next: s('登录后会回到这里，已填写的内容不会丢失。', 'You will return here; what you typed is kept.'),
  },
  'platform.not_permitted': {
    status: 403,
    title: s('您没有办理此事的权限', 'You may not do this'),
    next: s('如确需办理，请联系本单位管理员授权。', 'If your work needs it, ask your administrator for the role.'),
  },
  'platform.too_many_attempts': {
    status: 429,
    title: s('尝试次数过多，{minutes} 分钟后再试', 'Too many tries; try again in {minutes} minutes'),
    next: s(
      '请核对后稍候再试；急办可到政务服务中心窗口办理。',
      'Check what you typed and wait, or come to a service window if it is urgent.',
    ),
  },
  'platform.sign_in_failed': {
    status: 401,
    title: s('账号或密码不正确', 'The account or the password is wrong'),
    next: s(
      '请核对后重试；连续输错 5 次将锁定 10 分钟。',
      'Check and try again; five wrong tries lock the account for ten minutes.',
    ),
  },
  'platform.locked': {
    status: 429,
    title: s('连续输错次数过多，账号已暂时锁定', 'Too many wrong tries; the account is locked for a while'),
    next: s('请 10 分钟后再试。', 'Try again in ten minutes.'),
  },
  'platform.key_reused': {
    status: 422,
    title: s('同一幂等键被用于不同的请求', 'The idempotency key was used for a different request'),
    next: s('请为新的请求使用新的 Idempotency-Key。', 'Use a new Idempotency-Key for a new request.'),
  },
  'platform.cursor_unknown': {
    status: 400,
    title: s('翻页标记无效', 'The paging cursor is not valid'),
    next: s('请从第一页重新开始。', 'Start again from the first page.'),
  },
  'platform.file_unknown': {
    status: 404,
    title: s('找不到这个文件', 'The file is not known'),
    next: s('请重新上传。', 'Upload it again.'),
  },
  'platform.file_kind': {
    status: 415,
    title: s('不接受这种文件：{what}', 'This kind of file is not accepted: {what}'),
    next: s(
      '请上传 PDF、OFD、JPG、PNG、Word 或 Excel 文件，内容要与文件名的后缀一致。',
      'Upload a PDF, OFD, JPG, PNG, Word or Excel file that is what its name says.',
    ),
  },
  'platform.unavailable': {
    status: 503,
    title: s('系统暂时连不上数据库', 'The database cannot be reached just now'),
    next: s(
      '请稍后重试；用同一个幂等键重试不会重复办理。',
      'Try again in a moment; with the same idempotency key it is done once.',
    ),
  },
  'platform.fault': {
    status: 500,
    title: s('系统出现故障，本次操作没有完成', 'Something failed on our side; this was not done'),
    next: s(
      '已提交成功的内容不会丢失。请稍后重试，并提供编号 {reference}。',
      'Nothing acknowledged is lost. Try again later and quote {reference}.',
    ),
  },
}
