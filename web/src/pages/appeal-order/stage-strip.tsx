/** 受理、转办、处理、反馈、回访 side by side: the owner, the limit and how each went. */
import { useTranslation } from 'react-i18next'
import { InstantText, UntilText } from '../../ui/day.tsx'
import type { OrderView } from '../appeal/asks.ts'
import { useLimitWords } from '../appeal/words.ts'

const marks = { ahead: '○', now: '◐', late: '▲', done: '●', done_late: '▲', skipped: '–' } as const

export function StageStrip({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation('appeal-order')
  const limitWords = useLimitWords()
  const stages = view.stages.filter((stage) => stage.state !== 'skipped')
  return (
    <ol className="stage-strip" aria-label={t('stages')}>
      {stages.map((stage) => (
        <li
          key={stage.stage}
          className={`stage ${stage.state}`}
          aria-current={stage.state === 'now' || stage.state === 'late' ? 'step' : undefined}
          title={stage.source && `“${stage.source}”`}
        >
          <strong>
            <span aria-hidden="true">{marks[stage.state]}</span> {stage.title}
            {(stage.state === 'late' || stage.state === 'done_late') && <span className="stage-late">{t('late')}</span>}
          </strong>
          <span className="quiet">{stage.owner}</span>
          <span className="quiet">
            {stage.doneAt ? (
              <InstantText at={stage.doneAt} />
            ) : stage.dueAt ? (
              <>
                {t('by')} <UntilText at={stage.dueAt} />
              </>
            ) : stage.limit ? (
              t('within', { limit: limitWords(stage.limit) })
            ) : (
              ''
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
