/** What the link between installations refuses, in words. */
import type { RefusalTexts } from '#platform/refusals'

export const linksRefusals: RefusalTexts = {
  'links.not_linked': {
    status: 404,
    title: { zh: '本平台没有与其他平台对接', en: 'This installation is linked to no other' },
    next: { zh: '请联系平台管理员配置对接。', en: 'Ask the administrator to configure the link.' },
  },
  'links.signature_wrong': {
    status: 401,
    title: { zh: '事件的签名不是已登记平台的签名', en: 'The event is not signed by a known installation' },
    next: { zh: '请核对双方登记的公钥。', en: 'Check the public keys that both sides hold.' },
  },
  'links.event_malformed': {
    status: 400,
    title: { zh: '事件格式不正确：{what}', en: 'The event is malformed: {what}' },
    next: { zh: '请按 CloudEvents 1.0 结构化 JSON 重新发送。', en: 'Send it as structured CloudEvents 1.0 JSON.' },
  },
  'links.event_old': {
    status: 409,
    title: { zh: '事件的时间与现在相差过大', en: 'The time of the event is too far from now' },
    next: { zh: '请核对时钟后重新签名发送。', en: 'Check the clocks, sign it anew and send it.' },
  },
  'links.not_ours': {
    status: 422,
    title: { zh: '该地区的事项不由本平台办理', en: 'Matters of that region are not handled here' },
    next: { zh: '请发往属地平台。', en: 'Send it to the installation of the region.' },
  },
}
