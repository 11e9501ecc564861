/** Notices of a case in official form: accepted (受理通知书), decided (决定书). Sources: 行政许可法 arts. 32, 38, 44; GB/T 9704-2012. */
import type { CaseState } from '@steppe/kernels/cases'
import type { CasesHouse } from '#cases/house'
import { type Refusal, refuse } from '#platform/refusals'
import { type Paper, sealPaper } from './seal-paper.ts'
import { Pages, paper, rightAligned, sizes } from './set-page.ts'
import { dayWords, type Place } from './write-document.ts'

export type Notice = 'acceptance' | 'decision'

interface Words {
  readonly title: string
  readonly day: string
  readonly paragraphs: readonly string[]
}

function acceptanceWords(state: CaseState): Words {
  const { due } = state.clock
  return {
    title: '受理通知书',
    day: state.acceptedOn!,
    paragraphs: [
      `你（单位）提出的“${state.title}”申请（办件编号：${state.id}）收悉。经审查，申请事项属于本机关职权范围，申请材料符合规定，现决定予以受理。`,
      due
        ? `本机关将于${dayWords(due)}前作出决定。依法需要听证、检验、检测、专家评审等的，所需时间不计算在内。`
        : '本机关将在法定期限内作出决定。',
      '办理进度可凭办件编号在政务服务平台查询。',
    ],
  }
}

function decisionWords(state: CaseState): Words {
  const approved = state.outcome === 'approved'
  const results = state.results.map((result) => `${result.name}（编号：${result.number}）`).join('、')
  return {
    title: approved ? '准予许可决定书' : '不予许可决定书',
    day: state.decidedOn!,
    paragraphs: [
      `你（单位）于${dayWords(state.openedOn)}提出的“${state.title}”申请（办件编号：${state.id}），本机关已依法审查。`,
      approved
        ? `经审查，申请符合法定条件、标准，现决定准予。${results ? `发给：${results}。` : ''}`
        : `经审查，申请不符合法定条件、标准，现决定不予准许。理由：${state.reasons ?? '见审查意见'}。`,
      '如对本决定不服，可以自收到本决定之日起六十日内依法申请行政复议，或者六个月内依法向人民法院提起行政诉讼。',
    ],
  }
}

/** Name of the department and the day, with the seal across them (GB/T 9704 7.3.5). */
function close(pages: Pages, department: string, day: string): Place {
  pages.reserve(62)
  pages.y += 26
  const end = paper.width - paper.right - 4 * sizes.body
  const name = rightAligned(department, pages.y, sizes.body, end)
  pages.add(name)
  const date = rightAligned(dayWords(day), pages.y + 10, sizes.body, end - 2)
  pages.add(date)
  const middle = (Math.max(name.x, date.x) + end) / 2
  return { page: pages.page, x: middle - 21, y: pages.y - 20, width: 42, height: 42 }
}

/** The notice, sealed by the department that answers for the case. Refuses `seals.not_yet` before the case has come so far. */
export async function caseNotice(house: CasesHouse, state: CaseState, notice: Notice): Promise<Paper | Refusal> {
  // Only an application is accepted and decided by the office: an appeal has papers of its own, a loan is a bank's to decide.
  if (state.kind !== 'application') return refuse('seals.not_yet')
  if (notice === 'acceptance' ? !state.acceptedOn : !state.decidedOn || !state.outcome) return refuse('seals.not_yet')
  const words = notice === 'acceptance' ? acceptanceWords(state) : decisionWords(state)
  const department = house.directory.departmentName(state.department, 'zh')
  const pages = new Pages()
  pages.title(department)
  pages.title(words.title)
  pages.paragraph({ text: `${state.applicant.name}：`, indent: 0 })
  for (const text of words.paragraphs) pages.paragraph({ text })
  const place = close(pages, department, words.day)
  return sealPaper(house, {
    subject: state.id,
    kind: notice,
    title: `${words.title}（${state.id}）`,
    department: state.department,
    sheets: pages.finish(),
    place,
    cause: `${words.title} ${state.id}`,
  })
}
