/** Saves the file that proves a case: a receipt for whoever applied, the whole file for whoever handles it. */
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { caseProof } from '../asks/ledger.ts'
import { Button } from './button.tsx'
import { toldFault } from './refusal-sentence.ts'

const endings = { receipt: 'steppe-receipt', file: 'steppe-case' } as const

function saveAs(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

export function CaseProof({
  id,
  what,
  small,
}: {
  readonly id: string
  readonly what: 'receipt' | 'file'
  readonly small?: boolean
}) {
  const { t } = useTranslation()
  const saving = useMutation({
    mutationFn: () => caseProof(id, what),
    onSuccess: (blob) => saveAs(`${id}.${endings[what]}.json`, blob),
  })
  const told = saving.error ? toldFault(saving.error, t) : undefined
  return (
    <>
      <Button look="second" {...(small ? { small } : {})} waiting={saving.isPending} onClick={() => saving.mutate()}>
        {t(`proof.${what}`)}
      </Button>
      <span role="status" className={told || saving.isSuccess ? 'quiet small' : 'visually-hidden'}>
        {told ? (
          `${told.title} ${told.next}`
        ) : saving.isSuccess ? (
          <>
            {t('proof.saved')} <Link to="/ledger">{t('proof.how')}</Link>
          </>
        ) : (
          ''
        )}
      </span>
    </>
  )
}
