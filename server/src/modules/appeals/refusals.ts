/** What appeals refuse, in words. */
import type { RefusalTexts } from '#platform/refusals'

const s = (zh: string, en: string) => ({ zh, en })
const refusal = (status: number, title: ReturnType<typeof s>, next: ReturnType<typeof s>) => ({ status, title, next })

export const appealsRefusals: RefusalTexts = {
  'appeals.type_unknown': refusal(
    422,
    s('没有“{type}”这类诉求', 'There is no kind of matter “{type}”'),
    s('请从列出的类别中选择。', 'Choose one of those listed.'),
  ),
}
