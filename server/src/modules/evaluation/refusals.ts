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
  'evaluation.figure_unknown': {
    status: 404,
    title: { zh: '没有“{id}”这个指标', en: 'There is no figure “{id}”' },
    next: { zh: '请从公布的指标列表中选择。', en: 'Choose from the list of published figures.' },
  },
  'evaluation.figure_not_published': {
    status: 404,
    title: { zh: '这一天、这个地区的指标没有公布', en: 'The figure of that day and region is not published' },
    next: {
      zh: '一天过完才公布当天的数字；请换一天或换一个地区。',
      en: 'A day’s figures are published when it is over. Choose another day or region.',
    },
  },
  'evaluation.figure_ranks_nothing': {
    status: 404,
    title: { zh: '这个指标没有排名', en: 'This figure ranks nothing' },
    next: {
      zh: '请选择月度排名；月底过后才公布当月的排名。',
      en: 'Choose a monthly ranking; it is published when the month is over.',
    },
  },
  'evaluation.bulletin_has_no_form': {
    status: 404,
    title: { zh: '没有设定通报由谁发、怎么编号', en: 'Nobody has set who issues the bulletin and how it is numbered' },
    next: {
      zh: '请先下载表格；管理员可在数据包的 evaluation/bulletin.yaml 中设定。',
      en: 'Take the sheet for now; whoever runs this sets it in evaluation/bulletin.yaml of a pack.',
    },
  },
}
