/** A dense table that the keyboard can work: j/k or arrows move, Enter opens, x chooses. On a phone rows may become cards. */
import './table.css'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'

export type Column<Row> = {
  readonly key: string
  readonly head: ReactNode
  /** The head as plain text, shown before the value where rows become cards. */
  readonly label?: string
  readonly cell: (row: Row) => ReactNode
  readonly end?: boolean
  readonly width?: string
  readonly sort?: { readonly direction: 'ascending' | 'descending' | 'none'; readonly onSort: () => void }
}

type TableProps<Row> = {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly onOpen?: (row: Row) => void
  /** Rows turn into cards below 640 px. */
  readonly stack?: boolean
  readonly chosen?: ReadonlySet<string>
  readonly onChoose?: (row: Row, on: boolean) => void
}

function Head<Row>({ column }: { readonly column: Column<Row> }) {
  const { sort } = column
  const arrow = { ascending: '▲', descending: '▼', none: '' }
  return (
    <th
      scope="col"
      className={column.end ? 'end' : undefined}
      style={column.width ? { width: column.width } : undefined}
      aria-sort={sort?.direction}
    >
      {sort ? (
        <button type="button" className="sort" onClick={sort.onSort}>
          {column.head}
          <span aria-hidden="true">{arrow[sort.direction]}</span>
        </button>
      ) : (
        column.head
      )}
    </th>
  )
}

const typing = (target: EventTarget) =>
  target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA|BUTTON|A)$/.test(target.tagName)

export function Table<Row>({ caption, columns, rows, rowKey, onOpen, stack, chosen, onChoose }: TableProps<Row>) {
  const { t } = useTranslation()
  const body = useRef<HTMLTableSectionElement>(null)
  const focusRow = (index: number) =>
    (body.current?.rows[Math.max(0, Math.min(rows.length - 1, index))] as HTMLElement | undefined)?.focus()
  const onKey = (event: KeyboardEvent, row: Row, index: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
    const acts: Record<string, () => void> = {
      j: () => focusRow(index + 1),
      ArrowDown: () => focusRow(index + 1),
      k: () => focusRow(index - 1),
      ArrowUp: () => focusRow(index - 1),
      Home: () => focusRow(0),
      End: () => focusRow(rows.length - 1),
      Enter: () => onOpen?.(row),
      x: () => onChoose?.(row, !chosen?.has(rowKey(row))),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <div className="table-wrap">
      <table className={stack ? 'table stack' : 'table'}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {onChoose && (
              <th scope="col" style={{ width: '2.25rem' }}>
                <span className="visually-hidden">{t('table.choose')}</span>
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => {
            const key = rowKey(row)
            const on = chosen?.has(key) ?? false
            return (
              <tr
                key={key}
                className={[onOpen && 'opens', on && 'chosen'].filter(Boolean).join(' ') || undefined}
                tabIndex={onOpen ? (index === 0 ? 0 : -1) : undefined}
                onKeyDown={(event) => onKey(event, row, index)}
                onClick={(event) => !typing(event.target) && onOpen?.(row)}
              >
                {onChoose && (
                  <td>
                    <input
                      type="checkbox"
                      checked={on}
                      aria-label={t('table.chooseRow')}
                      onChange={(event) => onChoose(row, event.target.checked)}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td
                    key={column.key}
                    className={column.end ? 'end' : undefined}
                    data-label={column.label ?? (typeof column.head === 'string' ? column.head : '')}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
