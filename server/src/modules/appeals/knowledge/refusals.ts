/** What the knowledge base refuses, in words. */
import type { RefusalTexts } from '#platform/refusals'

const s = (zh: string, en: string) => ({ zh, en })

export const knowledgeRefusals: RefusalTexts = {
  'appeals.article_unknown': {
    status: 404,
    title: s('没有这条知识，或者已经停用', 'There is no such article, or it was withdrawn'),
    next: s('请重新搜索。', 'Search again.'),
  },
  'appeals.article_changed': {
    status: 409,
    title: s('这条知识刚刚有了新版本（第 {version} 版）', 'The article has a newer version ({version})'),
    next: s('请查看新版本，再作修改。', 'Look at it, then write yours.'),
  },
  'appeals.article_not_yours': {
    status: 403,
    title: s('这条知识由其他单位维护', 'Another department answers for this article'),
    next: s(
      '请提醒责任单位修改，或者由服务这个地区的热线中心处理。',
      'Tell its owner, or the hotline that serves the region.',
    ),
  },
  'appeals.article_review_day': {
    status: 422,
    title: s('复核日期应当在今天之后、三年之内', 'The next review lies after today and within three years'),
    next: s('请另选日期。', 'Choose another day.'),
  },
  'appeals.article_same': {
    status: 422,
    title: s('内容没有变化', 'Nothing changed'),
    next: s('内容仍然正确的，请点“复核无误”。', 'If it is still right, confirm the review instead.'),
  },
  'appeals.model_not_set_up': {
    status: 409,
    title: s('没有接入语言模型', 'No language model is set up'),
    next: s('请参考搜索到的知识自行答复。', 'Answer from the articles that were found.'),
  },
  'appeals.model_silent': {
    status: 409,
    title: s('语言模型没有给出可用的答复', 'The language model gave no answer that can be used'),
    next: s('请稍后再试，或者参考知识自行答复。', 'Try later, or answer from the articles.'),
  },
  'appeals.model_cites_nothing': {
    status: 422,
    title: s('没有能作为依据的知识，未起草答复', 'No article supports an answer; none was drafted'),
    next: s('请转责任单位答复，并补充知识。', 'Ask the department, and write an article.'),
  },
}
