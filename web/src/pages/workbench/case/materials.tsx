/** What was handed in, what the administration found for itself, and what is still awaited. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { carries } from '../../../app/carries.ts'
import { useSession } from '../../../app/site.ts'
import { callableQuery } from '../../../asks/credentials.ts'
import { DayText } from '../../../ui/day.tsx'
import { Said } from '../../../ui/said.tsx'
import { Notice } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useMaterialName } from '../../track/material-name.ts'
import type { CaseView } from '../asks.ts'
import { useWords } from '../words.ts'
import { CallLicence } from './call-licence.tsx'

type Material = CaseView['materials'][number]

const sizeText = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`

const foundByUs: ReadonlySet<string> = new Set(['credential', 'department_check', 'cancelled'])

function Row({
  caseId,
  material,
  awaited,
  act,
}: {
  readonly caseId: string
  readonly material: Material
  readonly awaited: boolean
  readonly act?: ReactNode
}) {
  const { t } = useTranslation('workbench-case')
  const words = useWords()
  const { file } = material
  const ours = foundByUs.has(material.proof)
  return (
    <li className="material">
      <span className="material-name">{material.name}</span>
      {awaited ? (
        <Tag tone="warn">◆ {t('material.awaited')}</Tag>
      ) : (
        <Tag tone={ours ? 'good' : 'plain'}>
          {ours ? '✓ ' : ''}
          {words.proof(material.proof)}
        </Tag>
      )}
      <span className="material-more">
        {file?.id === '' && <Said text={file.name} />}
        {file && file.id !== '' && (
          <a href={`/api/cases/${caseId}/files/${file.id}`} download={file.name} title={`SHA-256 ${file.sha256}`}>
            <Said text={file.name} /> <span className="nowrap">({sizeText(file.size)})</span>
          </a>
        )}
        {!file && material.source && t('material.from', { source: material.source })}
        {!file && !material.source && !awaited && material.proof === 'upload' && t('material.noFile')}
        {act}
      </span>
    </li>
  )
}

export function Materials({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('workbench-case')
  const nameOf = useMaterialName(view)
  const { supplement, correction } = view
  const mayCall = carries(useSession()?.permissions ?? [], 'credentials:licence:call')
  const callable = useQuery({ ...callableQuery(view.id), enabled: mayCall }).data?.materials ?? []
  const callOf = (material: Material) => {
    const found = material.proof === 'credential' && callable.find((one) => one.material === material.id)
    return found && <CallLicence view={view} material={material.name} type={found.type} />
  }
  const awaited = new Set(supplement && !supplement.suppliedOn ? supplement.materials : [])
  const listed = new Set(view.materials.map((material) => material.id))
  const missing = [...awaited].filter((id) => !listed.has(id))
  return (
    <>
      {correction && (
        <Notice kind={correction.suppliedOn ? 'info' : 'warn'} title={t('correction.title')}>
          <ol className="act-items">
            {correction.items.map((item, index) => (
              <li key={`${index} ${item}`}>
                <Said text={item} />
              </li>
            ))}
          </ol>
          <p>
            {correction.suppliedOn ? t('correction.supplied') : t('correction.by')}{' '}
            <DayText day={correction.suppliedOn ?? correction.by} />
          </p>
        </Notice>
      )}
      {supplement && (
        <Notice kind={supplement.suppliedOn ? 'info' : 'warn'} title={t('supplement.title')}>
          <p>
            {supplement.suppliedOn ? t('supplement.supplied') : t('supplement.by')}{' '}
            <DayText day={supplement.suppliedOn ?? supplement.by} />
          </p>
        </Notice>
      )}
      {view.materials.length === 0 && missing.length === 0 && <p className="quiet">{t('material.none')}</p>}
      <ul className="materials">
        {view.materials.map((material) => (
          <Row
            key={material.id}
            caseId={view.id}
            material={material}
            awaited={awaited.has(material.id) && !material.file}
            act={callOf(material)}
          />
        ))}
        {missing.map((id) => (
          <Row key={id} caseId={view.id} material={{ id, name: nameOf(id), proof: 'upload' }} awaited />
        ))}
      </ul>
      {view.saved.materials > 0 && <p className="quiet">{t('material.saved', { count: view.saved.materials })}</p>}
    </>
  )
}
