/** Drop a PDF or OFD: who signed it, when, for whom, and whether it is whole or what was changed since. */
import './check-document.css'
import type { CheckedSignature, CheckResult } from '@steppe/contracts/seals'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSaid } from '../../app/site.ts'
import { sendCheck } from '../../asks/seals.ts'
import { InstantText } from '../../ui/day.tsx'
import { bytesText, FileUpload } from '../../ui/file-upload.tsx'
import { Card, Facts, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { Status } from '../../ui/tag.tsx'

const looks = { whole: 'good', changed: 'bad', unsigned: 'warn', unreadable: 'warn' } as const

function Signature({ signature, n }: { readonly signature: CheckedSignature; readonly n: number }) {
  const { t } = useTranslation('check-document')
  const said = useSaid()
  const { signer, organisation, organisationCode, issuer, algorithm, reason, seal } = signature
  const facts = [
    { key: 'signer', name: t('signer'), value: signer ?? signature.name ?? t('unknown') },
    ...(organisation && organisation !== signer ? [{ key: 'for', name: t('for'), value: organisation }] : []),
    ...(organisationCode ? [{ key: 'code', name: t('code'), value: organisationCode }] : []),
    ...(signature.name && signature.name !== signer
      ? [{ key: 'name', name: t('signedAs'), value: signature.name }]
      : []),
    ...(signature.at ? [{ key: 'at', name: t('at'), value: <InstantText at={signature.at} /> }] : []),
    ...(reason ? [{ key: 'reason', name: t('reason'), value: reason }] : []),
    ...(seal
      ? [{ key: 'seal', name: t('seal'), value: `${said(seal.kindName)} · ${t(`sealStates.${seal.state}`)}` }]
      : []),
    ...(algorithm ? [{ key: 'algorithm', name: t('algorithm'), value: algorithm }] : []),
    ...(issuer
      ? [{ key: 'issuer', name: t('issuer'), value: signature.ours ? issuer : t('issuerUnknown', { issuer }) }]
      : []),
    ...(signature.coversAll ? [] : [{ key: 'covers', name: t('covers'), value: t('coversEarlier') }]),
  ]
  return (
    <Card>
      <div className="section-head">
        <h3>{t('signatureN', { n })}</h3>
        <Status kind={signature.whole ? 'done' : 'refused'}>{t(signature.whole ? 'holds' : 'holdsNot')}</Status>
      </div>
      <Facts facts={facts} />
      {signature.problems.length > 0 && (
        <ul className="check-problems">
          {signature.problems.map((problem) => (
            <li key={problem.code}>{said(problem)}</li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Found({ result, name }: { readonly result: CheckResult; readonly name: string }) {
  const { t } = useTranslation('check-document')
  const { t: licences } = useTranslation('licences')
  const said = useSaid()
  const isCutOff = result.changed.some((each) => each.code === 'file_cut_off')
  const verdict = isCutOff ? 'cutOff' : result.verdict
  return (
    <div aria-live="polite" className="check-found">
      <Notice kind={isCutOff ? 'bad' : looks[result.verdict]} title={t(`verdicts.${verdict}`, { name })}>
        <p>{t(`means.${verdict}`)}</p>
        {!isCutOff && result.changed.length > 0 && (
          <ul>
            {result.changed.map((each) => (
              <li key={each.code}>{said(each)}</li>
            ))}
          </ul>
        )}
        {result.parts.length > 0 && (
          <p className="check-digest">{t('partsNamed', { parts: result.parts.join('、') })}</p>
        )}
      </Notice>
      {result.licence?.status === 'not_named' && (
        <Notice kind="warn" title={t('licenceNotNamed')}>
          <p>{t('licenceNotNamedMore')}</p>
        </Notice>
      )}
      {result.licence && result.licence.status !== 'not_named' && (
        <Notice
          kind={result.licence.status === 'valid' ? 'good' : 'bad'}
          title={result.licence.status === 'valid' ? t('licenceValid') : licences(`now.${result.licence.status}`)}
        >
          <p>
            <Link to={`/verify?i=${result.licence.identifier}`}>{t('licence')}</Link>
          </p>
        </Notice>
      )}
      {result.signatures.length > 0 && (
        <Section title={t('signatures', { count: result.signatures.length })}>
          {result.signatures.map((signature, i) => (
            <Signature key={i} signature={signature} n={i + 1} />
          ))}
        </Section>
      )}
      <p className="quiet small check-digest">
        {t('digest')} {result.sha256} · {bytesText(result.size)}
      </p>
    </div>
  )
}

/** A signature that is a file of its own (.p7s) is given after or before its document, whichever comes to hand first. */
export function Page() {
  const { t } = useTranslation('check-document')
  const [file, setFile] = useState<File>()
  const [signature, setSignature] = useState<File>()
  const [found, setFound] = useState<{ readonly result: CheckResult; readonly name: string }>()
  const check = async (
    document: File | undefined,
    own: File | undefined,
    onProgress: (share: number) => void,
    signal: AbortSignal,
  ) => {
    setFile(document)
    setSignature(own)
    setFound(undefined)
    if (document) setFound({ result: await sendCheck(document, own, onProgress, signal), name: document.name })
  }
  return (
    <PageBody narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      <FileUpload
        label={t('file')}
        hint={t('fileHint')}
        files={[]}
        send={(document, onProgress, signal) => check(document, signature, onProgress, signal)}
      />
      <details>
        <summary>{t('detached')}</summary>
        <FileUpload
          label={t('signatureFile')}
          hint={t('signatureHint')}
          accept=".p7s,.p7m,.p7b,.sig,.pem,application/pkcs7-signature"
          maxBytes={64 * 1024}
          optional
          files={signature ? [{ id: 'signature', name: signature.name, size: signature.size }] : []}
          send={(own, onProgress, signal) => check(file, own, onProgress, signal)}
          onRemove={() => {
            setSignature(undefined)
            setFound(undefined)
          }}
        />
      </details>
      {found && <Found {...found} />}
      <p className="quiet small">{t('notKept')}</p>
    </PageBody>
  )
}
