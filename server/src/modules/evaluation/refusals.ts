/** What evaluation refuses, in words. */
import type { RefusalTexts } from '#platform/refusals'

export const evaluationRefusals: RefusalTexts = {
  'evaluation.reason_unknown': {
    status: 422,
    title: { zh: '没有“{reason}”这个选项', en: 'There is no reason “{reason}”' },
    next: { zh: '请从列表中选择，或写在补充说明里。', en: 'Choose from the list, or write it in your own words.' },
  },
  'evaluation.say_what_was_wrong': {
    status: 422,
    title: { zh: '请告诉我们哪里没有做好', en: 'Please say what went wrong' },
    next: {
      zh: '选择至少一个原因，或写一句话；会有专人核实整改。',
      en: 'Tick a reason or write a sentence; somebody will look into it.',
    },
  },
}
