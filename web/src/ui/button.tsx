/** Buttons that act and links that look like them. A button that may not be pressed says why. */
import './button.css'
import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'
import { Link, type LinkProps } from 'react-router'

type Look = 'first' | 'second' | 'plain' | 'danger'
type Common = { readonly look?: Look; readonly small?: boolean; readonly wide?: boolean }
type ButtonProps = Common &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
    /** Shows that the act is under way; further presses do nothing. */
    readonly waiting?: boolean
    /** Why it cannot be pressed now. It stays focusable, and the reason is read out and shown as a tip. */
    readonly unavailable?: string | undefined
    readonly children: ReactNode
  }

function classes({ look = 'first', small, wide }: Common, waiting = false): string {
  return ['button', look !== 'first' && look, small && 'small', wide && 'wide', waiting && 'waiting']
    .filter(Boolean)
    .join(' ')
}

export function Button({ look = 'first', small, wide, waiting, unavailable, onClick, children, ...rest }: ButtonProps) {
  const why = useId()
  const blocked = waiting || unavailable !== undefined
  // The second press of a double click may come before the first is drawn as waiting, or fall on the next page of a form:
  // what sends, sends once, and no page is answered or left that nobody has seen.
  const isRepeat = (presses: number) => (waiting !== undefined || rest.type === 'submit') && presses > 1
  return (
    <>
      <button
        type="button"
        {...rest}
        className={classes({ look, ...(small ? { small } : {}), ...(wide ? { wide } : {}) }, waiting)}
        aria-disabled={blocked || undefined}
        aria-busy={waiting || undefined}
        aria-describedby={unavailable ? why : rest['aria-describedby']}
        title={unavailable ?? rest.title}
        onClick={(event) => (blocked || isRepeat(event.detail) ? event.preventDefault() : onClick?.(event))}
      >
        {waiting && <span className="button-spin" aria-hidden="true" />}
        {children}
      </button>
      {unavailable && (
        <span id={why} className="visually-hidden">
          {unavailable}
        </span>
      )}
    </>
  )
}

export function LinkButton({ look = 'first', small, wide, ...rest }: Common & Omit<LinkProps, 'className'>) {
  return <Link {...rest} className={classes({ look, ...(small ? { small } : {}), ...(wide ? { wide } : {}) })} />
}

/** Buttons side by side; on a phone one below the other, the first on top. */
export function ButtonRow({ children }: { readonly children: ReactNode }) {
  return <div className="button-row">{children}</div>
}
