/** Catches a fault of ours while drawing, says what is safe and what to do; the rest of the portal keeps working. */
import { Component, type ReactNode } from 'react'
import { isMissingFile } from '../ui/refusal-sentence.ts'
import { ErrorState } from '../ui/states.tsx'

type Props = { readonly children: ReactNode; readonly resetKey: string }
type State = { readonly fault: unknown; readonly at: string }

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { fault: undefined, at: '' }

  static getDerivedStateFromError(fault: unknown): Partial<State> {
    return { fault }
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return state.at === props.resetKey ? null : { at: props.resetKey, fault: undefined }
  }

  override componentDidCatch(fault: unknown): void {
    // After a new release the file has another name: one reload fetches the page that knows it.
    const key = 'steppe.reloaded'
    if (!isMissingFile(fault) || !navigator.onLine || sessionStorage.getItem(key) === location.pathname) return
    sessionStorage.setItem(key, location.pathname)
    location.reload()
  }

  override render(): ReactNode {
    if (this.state.fault === undefined) return this.props.children
    return (
      <ErrorState
        fault={this.state.fault}
        onRetry={() => (isMissingFile(this.state.fault) ? location.reload() : this.setState({ fault: undefined }))}
      />
    )
  }
}
