/** A decision table as a grid: a row a rule, a column an input, the first rule that matches gives the answer. */
import type { FactTable } from '@steppe/kernels/policies'
import { useTranslation } from 'react-i18next'
import { useSaid } from '../../app/site.ts'

export function TableGrid({ table }: { readonly table: FactTable }) {
  const { t } = useTranslation('policy-desk')
  const said = useSaid()
  const answer = (text: string) => {
    const choice = table.choices?.find(({ value }) => JSON.stringify(value) === text)
    return choice ? said(choice.title) : text
  }
  return (
    <details className="desk-table">
      <summary>{t('table', { name: said(table.title) })}</summary>
      <p className="quiet" lang="zh">
        {table.source}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a grid that scrolls must be reached by the keyboard. */}
      <section className="desk-scroll" tabIndex={0} aria-label={said(table.title)}>
        <table className="desk-grid">
          <thead>
            <tr>
              <th scope="col">#</th>
              {table.inputs.map((input) => (
                <th key={input.of} scope="col">
                  {said(input.title)}
                </th>
              ))}
              <th scope="col">{said(table.title)}</th>
            </tr>
          </thead>
          <tbody>
            {table.rules.map((rule, index) => (
              <tr key={`${index} ${rule.when.join()}`}>
                <th scope="row">{index + 1}</th>
                {rule.when.map((cell, column) => (
                  <td key={`${column} ${cell}`}>
                    <code>{cell}</code>
                  </td>
                ))}
                <td>{answer(rule.gives)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
