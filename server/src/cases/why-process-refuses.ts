/** Why a process does not take an act now, in words; what only a faulty process meets keeps the kernel's own. */
import type { Sentence } from '#platform/refusals'

const s = (zh: string, en: string): Sentence => ({ zh, en })

/** By the code that the kernel gives. */
export const whyProcessRefuses: Readonly<Record<string, Sentence>> = {
  'process.not_running': s('流程已经结束', 'it has ended'),
  'process.no_such_task': s('这一步已经办完或者撤回', 'the step is done or was taken back'),
  'process.needs_signatures': s('还有会签人没有签署', 'a signature that was asked for is wanting'),
  'process.not_a_signer': s('没有请其会签', 'their signature is not asked'),
  'process.already_signed': s('已请其会签，或者已经签署', 'they are a signer already, or have signed'),
  'process.not_yet_to_sign': s('还没有轮到签署', 'others sign first'),
  'process.already_claimed': s('已由他人领办', 'another has claimed the step'),
  'process.already_completed': s('意见已经给出，只差签署', 'the answer is given, only signatures are wanting'),
  'process.not_earlier': s('该环节没有办理过，或者已经退回', 'that step was not done, or was undone since'),
  'process.not_the_completer': s('该环节由他人办理', 'another person did that step'),
  'process.acted_since': s('后面的环节已经有人办理', 'what followed was already acted upon'),
}
