/** The dialog of an act, by its kind. */
import type { ComponentType } from 'react'
import { AcceptWithMissing } from './accept-with-missing.tsx'
import type { ActProps } from './act-frame.tsx'
import { CallHearing, Extend, OfferHearing, Pause, Resume } from './clock-acts.tsx'
import { AddSigner, Delegate, ReturnToStep } from './hand-over.tsx'
import { CheckPromise, Note, Sign, Withdraw } from './opinions.tsx'
import { RequestCorrection } from './request-correction.tsx'

const dialogs: Readonly<Record<string, ComponentType<ActProps>>> = {
  request_correction: RequestCorrection,
  accept_with_missing: AcceptWithMissing,
  pause: Pause,
  resume: Resume,
  extend: Extend,
  offer_hearing: OfferHearing,
  call_hearing: CallHearing,
  return: ReturnToStep,
  delegate: Delegate,
  add_signer: AddSigner,
  sign: Sign,
  check_promise: CheckPromise,
  note: Note,
  withdraw: Withdraw,
}

export const hasDialog = (kind: string): boolean => kind in dialogs

export function ActDialog(props: ActProps) {
  const Asked = dialogs[props.act.kind]
  return Asked ? <Asked {...props} /> : null
}
