/** 核验程序: where the offline verifier is fetched, and the command with which it checks a file. */
import './verifier.css'
import { useTranslation } from 'react-i18next'

/** `vkey`: the log's key to be trusted; without one the verifier can only say that the file agrees with itself. */
export function Verifier({ file, vkey }: { readonly file?: string; readonly vkey?: string }) {
  const { t } = useTranslation()
  return (
    <div className="verifier">
      <p className="button-row no-print">
        <a href="/verifier/steppe-verify.html" download>
          {t('verifier.page')}
        </a>
        <a href="/verifier/steppe-verify.mjs" download>
          {t('verifier.program')}
        </a>
      </p>
      <p className="quiet">{t('verifier.hint')}</p>
      {file && (
        <>
          <p className="quiet">{t('verifier.run')}</p>
          <pre>
            <code>{`node steppe-verify.mjs ${file}${vkey ? ` --log-key "${vkey}"` : ''}`}</code>
          </pre>
        </>
      )}
    </div>
  )
}
