/** Whether I am told of policies that fit, and how to stop it with one press (个人信息保护法 art. 24). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { sendWish } from '../../asks/policies.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/page.tsx'
import { RefusedNotice } from '../../ui/states.tsx'

export function Told({ firm, told }: { readonly firm: string; readonly told: boolean }) {
  const { t } = useTranslation('policies')
  const client = useQueryClient()
  const wish = useMutation({
    mutationFn: (next: boolean) => sendWish(firm, next),
    onSuccess: () => client.invalidateQueries({ queryKey: ['policies', 'mine'] }),
  })
  return (
    <Section title={t('told.title')}>
      <Card>
        <p>{t(told ? 'told.on' : 'told.off')}</p>
        <p className="quiet">{t('told.why')}</p>
        <div className="button-row">
          <Button look="second" small waiting={wish.isPending} onClick={() => wish.mutate(!told)}>
            {t(told ? 'told.stop' : 'told.start')}
          </Button>
        </div>
        <RefusedNotice fault={wish.error} />
      </Card>
    </Section>
  )
}
