/** What was said, by whom, in which call, with which papers; who else said it. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DayText, InstantText } from '../../ui/day.tsx'
import { Said } from '../../ui/said.tsx'
import type { OrderView } from '../appeal/asks.ts'
import { useListed } from '../appeal/words.ts'

/** What has a name of ours; attributes have the names that the client gave them. */
const named = ['email', 'mediaUrl', 'addressId']

function Person({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation('appeal-order')
  const { reporter, call } = view
  return (
    <dl className="pairs">
      <div>
        <dt>{t('reporter')}</dt>
        <dd>
          <Said text={reporter.name} />
          {reporter.phone && <span className="mono"> {reporter.phone}</span>}
          {reporter.firm && <span className="mono quiet"> {reporter.firm}</span>}
        </dd>
      </div>
      {call && (
        <div>
          <dt>{t('call')}</dt>
          <dd>
            <span className="mono">{call.from}</span> · <InstantText at={call.startedAt} />
            {call.seconds !== undefined && ` · ${t('seconds', { count: call.seconds })}`}
            {call.recording && ` · ${t('recorded')}`}
          </dd>
        </div>
      )}
      {view.place.lat !== undefined && view.place.long !== undefined && (
        <div>
          <dt>{t('spot')}</dt>
          <dd className="mono">
            {view.place.lat.toFixed(4)}, {view.place.long.toFixed(4)}
          </dd>
        </div>
      )}
      {view.sent.map(({ name, value }) => (
        <div key={name}>
          <dt>{named.includes(name) ? t(`sent.${name}`) : name}</dt>
          <dd>
            <Said text={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

export function Matter({ view }: { readonly view: OrderView }) {
  const { t } = useTranslation('appeal-order')
  const { nameOf, lists } = useListed()
  const ground = lists?.types.find((type) => type.id === view.type)?.grounds.find((one) => one.id === view.ground)
  return (
    <section className="panel">
      <h2>{t('matter')}</h2>
      <p className="order-text">
        <Said text={view.text} />
      </p>
      {ground && (
        <p className="quiet">
          <Said text={ground.title.zh} /> （{ground.source}）
        </p>
      )}
      <Person view={view} />
      {view.files.length > 0 && (
        <ul className="order-files">
          {view.files.map((file) => (
            <li key={file.sha256}>
              {file.id === '' ? (
                <Said text={file.name} />
              ) : (
                <a href={`/api/cases/${view.id}/files/${file.id}`} download={file.name}>
                  <Said text={file.name} />
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {view.merged.length > 0 && (
        <>
          <h3>{t('merged', { count: view.merged.length })}</h3>
          <ul className="order-files">
            {view.merged.map((one) => (
              <li key={one.id}>
                <Link to={`/work/appeals/${one.id}`} className="mono">
                  {one.id}
                </Link>{' '}
                <Said text={one.reporter} /> · <DayText day={one.openedOn} short />
                <span className="quiet">
                  {' '}
                  · <Said text={one.reason} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {view.refused && (
        <p>
          <strong>{t('refused', { ground: nameOf('refusalGrounds', view.refused.ground) })}</strong>{' '}
          <Said text={view.refused.reason} />
        </p>
      )}
    </section>
  )
}
