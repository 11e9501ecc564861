/** What every form of a draw is given. */
import type { DrawView } from '@steppe/contracts/inspections'

export type DrawStep = { readonly draw: DrawView; readonly onDone: (draw: DrawView) => void }
