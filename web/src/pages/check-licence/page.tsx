/** 扫码验证: camera, picture or text in; genuine or not out. Everything happens on this device. */
import './check-licence.css'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { Button, LinkButton } from '../../ui/button.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { Card, PageBody, PageHead, Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { FileDrop } from '../verify/file-drop.tsx'
import { Camera } from './camera.tsx'
import { judge, type KeptForChecks } from './judge.ts'
import { keepForOffline } from './keep-for-offline.ts'
import { fetchChecks, recallChecks } from './kept-for-checks.ts'
import { Outcome } from './outcome.tsx'
import { readPictureFile } from './read-picture.ts'

/** Keys and lists: those kept at once, fresh ones as soon as they are here. `ready` when no more can be expected. */
function useChecks(): { readonly kept: KeptForChecks | undefined; readonly ready: boolean; readonly offline: boolean } {
  const [kept, setKept] = useState(recallChecks)
  const [state, setState] = useState<'asking' | 'fresh' | 'offline'>('asking')
  useEffect(() => {
    fetchChecks().then(
      (fresh) => {
        setKept(fresh)
        setState('fresh')
      },
      () => setState('offline'),
    )
  }, [])
  return { kept, ready: state !== 'asking', offline: state === 'offline' }
}

/** What was read, and when: judged as soon as there are keys, and anew when fresher lists are here. */
type Found = { readonly text: string; readonly at: number }

export function Page() {
  const { t } = useTranslation('check-licence')
  const { hash } = useLocation()
  const { kept, ready, offline } = useChecks()
  const [text, setText] = useState('')
  const [found, setFound] = useState<Found>()
  const [isBlank, setBlank] = useState(false)
  useEffect(() => keepForOffline('/check-licence'), [])
  const check = useCallback((read: string | undefined) => {
    setBlank(!read)
    if (read) setFound({ text: read, at: Math.floor(Date.now() / 1000) })
  }, [])
  const judgement = useMemo(() => found && kept && judge(found.text, kept, found.at), [found, kept])
  // An ordinary camera opens this page with the licence behind the #.
  useEffect(() => {
    if (hash.length > 1) check(hash)
  }, [hash, check])
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0]
      if (file) void readPictureFile(file).then(check, () => check(undefined))
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [check])
  return (
    <PageBody narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      {offline && <Notice kind={kept ? 'info' : 'bad'}>{kept ? t('offline') : t('nothingKept')}</Notice>}
      {found && judgement && (
        <Card>
          <Outcome judgement={judgement} at={found.at} />
        </Card>
      )}
      {found && !judgement && !ready && <Notice live>{t('waiting')}</Notice>}
      {isBlank && (
        <Notice kind="warn" live>
          {t('noCode')}
        </Notice>
      )}
      <Camera key={found?.at ?? 0} onRead={check} />
      <Section title={t('other')}>
        <FileDrop
          label={t('picture')}
          hint={t('pictureHint')}
          accept="image/*"
          onFile={(file) => void readPictureFile(file).then(check, () => check(undefined))}
        />
        <TextArea label={t('text')} hint={t('textHint')} value={text} onChange={setText} rows={3} />
        <div className="button-row">
          <Button look="second" onClick={() => check(text)}>
            {t('check')}
          </Button>
        </div>
      </Section>
      <Section title={t('ask')}>
        <p className="quiet">{t('askHint')}</p>
        <LinkButton look="second" to="/ask-licence">
          {t('askDo')}
        </LinkButton>
      </Section>
    </PageBody>
  )
}
